using Microsoft.Extensions.Configuration;
using Npgsql;
using Portal.Hosting.Storage;

namespace Portal.Tests.Unit.Hosting;

public sealed class PostgresConnectionTests
{
    [Fact]
    public void Short_statements_are_asked_for_unless_whoever_runs_it_asks_for_something_else()
    {
        Assert.Contains("max_parallel_workers_per_gather=0", Of("Host=db.internal").Options, StringComparison.Ordinal);
        Assert.Equal("-c statement_timeout=9000", Of("Host=db.internal;Options=-c statement_timeout=9000").Options);
    }

    private static NpgsqlConnectionStringBuilder Of(string text) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Portal", text)]).Build().PostgresConnection());
}
