using System.Text.RegularExpressions;
using Portal.Tests.Unit.Architecture;

namespace Portal.Tests.Unit.Deploy;

/// <summary>What roles of PostgreSQL may do. That the product works with them, tests/EndToEnd tries.</summary>
public sealed partial class DatabaseRightsTests
{
    [Fact]
    public void For_each_table_it_is_said_once_what_front_ends_do_with_it()
    {
        var made = Sources.Under("src/Silo/Schema/Postgres", "*.sql")
            .SelectMany(file => Tables().Matches(string.Join('\n', file.Lines)).Select(table => table.Groups["name"].Value))
            // Parts of another.
            .Where(name => !name.StartsWith("portal_call_keys_", StringComparison.Ordinal))
            .Append("schemaversions");
        var said = Statements().Matches(File.ReadAllText(Sources.PathOf("deploy/postgres/rights.sql")))
            .SelectMany(statement => statement.Groups["tables"].Value.Split(',', StringSplitOptions.TrimEntries));
        Assert.Equal(made.Order(StringComparer.Ordinal), said.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^CREATE (UNLOGGED )?TABLE (IF NOT EXISTS )?(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tables();

    [GeneratedRegex(
        @"^(GRANT|REVOKE) [^;]*?\sON\s+(?!ALL|FUNCTION)(?<tables>[^;]+?)\s(TO|FROM) portal_web;",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Statements();
}
