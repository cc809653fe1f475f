using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Crash;

/// <summary>Power cuts while many save: what was answered with "saved" is there, and lists say what documents say.</summary>
public sealed class KillUnderLoadTests
{
    private const int Writers = 8;
    private const int Kills = 5;

    [Fact]
    public async Task No_acknowledged_save_is_lost()
    {
        await using var portal = await PortalProcess.Start();
        var records = Enumerable.Range(0, Writers).Select(i => new Record($"portal{i}.acme.example")).ToArray();
        using (var api = portal.Api())
        {
            foreach (var record in records)
                await api.AddDomain(record.Host, "Acme " + record.Host);
        }

        for (var kill = 0; kill < Kills; kill++)
        {
            var before = records.Sum(record => record.Acknowledged);
            using var stop = new CancellationTokenSource();
            var load = records.Select(record => Write(portal, record, stop.Token)).ToArray();
            // Never before the load runs; then at any point of it.
            await Until.Holds(
                () => Task.FromResult(records.Sum(record => record.Acknowledged) > before + Writers),
                TimeSpan.FromSeconds(30),
                () => "Nothing was saved.");
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(500)), TimeProvider.System);
            await portal.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(load);
            await portal.Start();
        }

        using var reader = portal.Api();
        foreach (var record in records)
        {
            var document = await reader.Get("domains/" + record.Host);
            var (version, attempt) = ((long)document["version"]!, int.Parse((string)document["footer"]!, CultureInfo.InvariantCulture));
            Assert.True(version >= record.Version, $"{record.Host} is at {version}, and {record.Version} was acknowledged.");
            Assert.InRange(attempt, record.LastAcknowledged, record.Attempts);
            await Until.Holds(
                async () =>
                    (await reader.Get("domains?q=" + record.Host))["items"]!.AsArray() is [{ } row] && (long)row["version"]! == version,
                TimeSpan.FromSeconds(20),
                () => $"The list is behind {record.Host}.");
        }
    }

    /// <summary>One writer a host, one save after the other: attempts are numbered, and no later one is overtaken.</summary>
    private static async Task Write(PortalProcess portal, Record record, CancellationToken stop)
    {
        using var api = portal.Api();
        while (!stop.IsCancellationRequested)
        {
            var attempt = ++record.Attempts;
            try
            {
                var (status, body) = await api.Try(
                    HttpMethod.Patch,
                    "domains/" + record.Host,
                    new JsonObject { ["footer"] = attempt.ToString(CultureInfo.InvariantCulture) });
                if (status == 200)
                    record.Acknowledge(attempt, (long)body!["version"]!);
            }
            catch (Exception problem) when (problem is HttpRequestException or IOException or TaskCanceledException)
            {
                // Killed under it: nobody knows whether it was saved.
                return;
            }
        }
    }

    /// <summary>What one writer was told, kept apart from the product.</summary>
    private sealed class Record(string host)
    {
        private int acknowledged;

        public string Host => host;

        public int Attempts { get; set; }

        public int LastAcknowledged { get; private set; }

        public long Version { get; private set; }

        public int Acknowledged => Volatile.Read(ref acknowledged);

        public void Acknowledge(int attempt, long version)
        {
            (LastAcknowledged, Version) = (attempt, version);
            Interlocked.Increment(ref acknowledged);
        }
    }
}
