using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Switches;

/// <summary>A spool that the installation on this machine ships itself: its process does it, for a verb that waits for it.</summary>
public sealed class FollowHereTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-follow").FullName;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return default;
    }

    [Fact]
    public async Task It_goes_on_when_the_installation_comes_back_and_ends_when_it_is_asked_to()
    {
        await using var portal = await PortalProcess.Start();
        using var api = portal.Api();
        var customer = (string)(await api.Send(
            HttpMethod.Post, "customers", new JsonObject { ["name"] = "Spooled", ["currency"] = "USD" }))["id"]!;
        await Append(customer, 0);
        await using var follower = ChildProcess.Start(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "WebHost.dll"), "import", "cdrs", "--follow", "spool",
                $"--Portal:DataDirectory={portal.DataDirectory}",
            ],
            directory: folder);
        await Has(api, customer, 1);
        await portal.Kill();
        await Append(customer, 1);
        await Until.Holds(
            () => Task.FromResult(follower.Output.Any(line => line.EndsWith("It is asked again.", StringComparison.Ordinal))),
            TimeSpan.FromSeconds(30),
            () => string.Join('\n', follower.Output));
        await portal.Start();
        await Has(api, customer, 2);
        await follower.Stop();
        Assert.Equal(0, follower.ExitCode);
        Assert.Equal("Ended as asked.", follower.Output.Last(line => line.Length > 0));

        async Task Has(PortalApi from, string of, int count) => await Until.Holds(
            async () => (await from.Get($"cdrs?customer={of}"))["items"]!.AsArray().Count == count,
            TimeSpan.FromSeconds(60),
            () => string.Join('\n', follower.Output) + "\n" + portal.Output);
    }

    private async Task Append(string customer, int number)
    {
        var time = TimeProvider.System.GetUtcNow().AddMinutes(-5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Directory.CreateDirectory(Path.Combine(folder, "spool"));
        await File.AppendAllTextAsync(
            Path.Combine(folder, "spool", "a.jsonl"),
            $$"""{"switch":"sw","callId":"{{number}}","customer":"{{customer}}","callTime":"{{time}}"}""" + "\n");
    }
}
