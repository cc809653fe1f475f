using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.EndToEnd.Parts;

internal static class PostgresStore
{
    /// <summary>A new database with its tables made by the product's own verb; answers the settings that choose it.</summary>
    public static async Task<string[]> New()
    {
        string[] store = ["Portal:Storage:Provider=postgres", "ConnectionStrings:Portal=" + await PostgresServer.NewDatabase()];
        var (code, output) = await PortalProcess.Execute(["migrate", .. store.Select(setting => "--" + setting)]);
        Assert.True(code == 0, output);
        return store;
    }
}
