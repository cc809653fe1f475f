using Microsoft.Extensions.DependencyInjection;
using Portal.Hosting.Ops;
using Portal.Hosting.Storage;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>A SQLite file that a disk or somebody's copy spoiled.</summary>
public sealed class DamagedTests : IDisposable
{
    private readonly TempDirectory directory = new();

    [Fact]
    public async Task A_start_and_doctor_say_what_is_damaged()
    {
        var settings = SiloUnderTest.Settings(directory);
        await using (var first = await SiloUnderTest.Start(settings))
        {
            for (var i = 0; i < 50; i++)
                await first.Grains.GetGrain<INotebookGrain>($"note-{i}").Add(new string('x', 2000));
            Assert.Empty(first.Services.GetRequiredService<StoreState>().Damage);
        }

        Assert.Contains(
            await DoctorReport.Of(settings),
            line => line.StartsWith("ok     storage: ", StringComparison.Ordinal) && line.Contains(", sound, ", StringComparison.Ordinal));
        // What a pooled connection has in memory is sound still.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Spoil(directory["data/portal.db"]);

        Assert.Contains(
            await DoctorReport.Of(settings),
            line => line.StartsWith("wrong  storage: ", StringComparison.Ordinal)
                && line.Contains(" is damaged: ", StringComparison.Ordinal));
        await using var second = await SiloUnderTest.Start(settings, services => services.AddSingleton<Health>());
        Assert.NotEmpty(second.Services.GetRequiredService<StoreState>().Damage);
        Assert.Equal(
            "damaged",
            (await second.Services.GetRequiredService<Health>().Readiness(TestContext.Current.CancellationToken)).Storage);
    }

    public void Dispose() => directory.Dispose();

    private static void Spoil(string file)
    {
        // Interior of the last pages: notes, and neither the schema nor what a start needs.
        using var stream = File.OpenWrite(file);
        for (var page = 2; page <= 12; page++)
        {
            stream.Position = stream.Length - (page * 4096);
            stream.Write([0xDE, 0xAD, 0xBE, 0xEF, 0xDE, 0xAD, 0xBE, 0xEF, 0xDE, 0xAD, 0xBE, 0xEF]);
        }
    }
}
