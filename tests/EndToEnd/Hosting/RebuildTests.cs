using Microsoft.Data.Sqlite;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Hosting;

/// <summary>Ops whose lists are empty, though the documents are there.</summary>
public sealed class RebuildTests
{
    private const string Host = "portal.acme.example";

    [Fact]
    public async Task Emptied_lists_are_filled_again_beside_a_running_process_and_without_one()
    {
        await using var portal = await PortalProcess.Start();
        using var api = portal.Api();
        await api.AddDomain(Host);

        Assert.Equal(1, await Empty(portal));
        Assert.Empty((await api.Get("domains"))["items"]!.AsArray());
        var (code, beside) = await portal.Verb("rebuild");
        Assert.True(code == 0, beside);
        Assert.Contains("domain: 1 of 1, done", beside, StringComparison.Ordinal);
        Assert.Equal(Host, (string)(await api.Get("domains"))["items"]!.AsArray().Single()!["host"]!);

        await portal.Kill();
        Assert.Equal(1, await Empty(portal));
        (code, var alone) = await portal.Verb("rebuild", "domain");
        Assert.True(code == 0, alone);
        Assert.DoesNotContain("brand", alone, StringComparison.Ordinal);
        await portal.Start();
        Assert.Equal(Host, (string)(await api.Get("domains"))["items"]!.AsArray().Single()!["host"]!);

        (code, var unknown) = await portal.Verb("rebuild", "domains");
        Assert.Equal(2, code);
        Assert.Contains("domain, ", unknown, StringComparison.Ordinal);
    }

    private static async Task<int> Empty(PortalProcess portal)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(portal.DataDirectory, "portal.db")};Mode=ReadWrite");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM portal_domains";
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
