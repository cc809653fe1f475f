using Portal.Calls;
using Portal.Customers;

namespace Portal.Tests.Cluster.Calls;

/// <summary>Months leave the database whole, whatever happens on the way: each call is read once at any time.</summary>
public sealed class ArchiveNightTests(ArchiveCluster cluster) : ArchiveWorld(cluster), IClassFixture<ArchiveCluster>
{
    public static TheoryData<string> Faults =>
        ["first file", "second month", "before the lock", "the commit", "before dropping", "after dropping", "the check"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_process_that_is_killed_anywhere_leaves_a_month_in_one_place_and_the_next_night_finishes(string fault)
    {
        await Fill();
        var all = await Read();
        switch (fault)
        {
            case "first file":
                Blobs.Left = 1;
                break;
            case "second month":
                Blobs.Left = 3;
                break;
            case "before the lock":
                Tables.BeforeLock = Broken;
                break;
            case "the commit":
                // The book is full of something else: the transaction that moves the edge comes to nothing.
                await Tell("ALTER TABLE portal_call_archive ADD CONSTRAINT broken CHECK (calls < 0)");
                break;
            case "before dropping":
                Tables.BeforeDrop = Broken;
                await Night();
                break;
            case "after dropping":
                Tables.AfterDrop = Broken;
                await Night();
                break;
            case "the check":
                await Night();
                Blobs.Gone = new IOException("The folder is gone.");
                break;
        }

        await Assert.ThrowsAnyAsync<Exception>(Night);
        await Tell("UPDATE portal_call_edge SET raised_at = 0");
        await Tell("ALTER TABLE portal_call_archive DROP CONSTRAINT IF EXISTS broken");
        (Blobs.Left, Blobs.Gone) = (null, null);
        (Tables.BeforeLock, Tables.BeforeDrop, Tables.AfterDrop) = (null, null, null);
        Cluster.Service<CallEdge>().Forget();
        Assert.Equal(all, await Read());

        await Night();
        Assert.Equal(all, await Read());
        await Night();
        Assert.Equal(all, await Read());
        Assert.Equal(0, await Stored(Begin, Border));
        // Nothing of the first try is left over.
        var entries = await Book.Of(null, 0, long.MaxValue, Stop);
        Assert.Equal(
            entries.Select(entry => entry.Blob).Order(StringComparer.Ordinal),
            (await Blobs.List(ArchiveWriter.Folder, Stop).ToArrayAsync(Stop)).Select(blob => blob.Name).Where(IsOfThese)
                .Order(StringComparer.Ordinal));
        Assert.Equal(all.Count(call => call.CallTime < Border), entries.Sum(entry => entry.Calls));

        bool IsOfThese(string name) => entries.Any(entry => name.StartsWith(ArchiveWriter.FolderOf(entry.Month), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_month_whose_calls_change_meanwhile_waits_for_another_night()
    {
        await Fill();
        var call = (await Read()).Last();
        Tables.BeforeLock = async () =>
        {
            Tables.BeforeLock = null;
            Assert.Single((await Store.Correct(Lines([call with { Charge = 7 }]), false, Stop)).Changes);
        };
        await Night();
        Assert.Empty(await Book.Of(null, 0, long.MaxValue, Stop));
        // It isn't proved now.
        await Night();
        Assert.Empty(await Book.Of(null, 0, long.MaxValue, Stop));
        Assert.Equal(0, await Proof.Prove(Stop));
        await Night();
        Assert.NotEmpty(await Book.Of(null, 0, long.MaxValue, Stop));
        Assert.Equal(7, (await Read()).Last().Charge);
    }

    [Fact]
    public async Task What_differs_from_the_sums_stays_in_the_database()
    {
        await Fill();
        await Tell("UPDATE portal_calls SET charge_micro = charge_micro + 1 WHERE call_time < @to", new
        {
            to = Begin.AddDays(2).ToUnixTimeMilliseconds(),
        });
        await Night();
        await Night();
        Assert.Empty(await Book.Of(null, 0, long.MaxValue, Stop));
        Assert.Equal(Calls, await Stored(Begin, End));
    }

    [Fact]
    public async Task A_file_that_is_broken_before_its_days_are_dropped_keeps_them()
    {
        await Fill();
        await Night();
        var name = (await Book.Of(null, 0, long.MaxValue, Stop))[1].Blob;
        var path = Path.Combine(((ArchiveCluster)Cluster).Folder, name);
        var bytes = await File.ReadAllBytesAsync(path, Stop);
        await File.WriteAllBytesAsync(path, bytes[..^1], Stop);
        await Night();
        Assert.Equal(Calls, await Stored(Begin, End));
        await File.WriteAllBytesAsync(path, bytes, Stop);
        await Night();
        Assert.Equal(0, await Stored(Begin, Border));
    }

    [Fact]
    public async Task Keys_and_money_stay_and_what_is_archived_is_not_corrected()
    {
        await Fill();
        var call = (await Read()).Last();
        var balance = await Balance();
        await Night();
        // Also while its table is still there.
        for (var night = 0; night < 2; night++)
        {
            Assert.Equal(1, (await Store.Append(Lines([call]), Stop)).Duplicates);
            Assert.Equal([1L], (await Store.Append(Lines([call with { Charge = 7 }]), Stop)).Differing);
            var corrected = await Store.Correct(Lines([call with { Charge = 7 }, call with { CallId = "none" }]), false, Stop);
            Assert.Equal([2L], corrected.Unknown);
            Assert.Equal([1L], corrected.Archived);
            Assert.Empty(corrected.Changes);
            await Night();
        }

        Assert.Equal(call, (await Read()).Last());
        Assert.Equal(balance, await Balance());

        Task<Money> Balance() => Cluster.Service<ICustomerItems>().Balance(call.Customer, "USD", Stop);
    }

    [Fact]
    public async Task Files_go_when_their_calls_are_kept_no_longer()
    {
        await Fill();
        var all = await Read();
        await Night();
        await Night();
        // February is kept from its tenth on, in a file that has all of it.
        KeepDays = (int)(Clock.Now - Begin.AddDays(40)).TotalDays;
        await Night();
        await Night();
        Cluster.Service<CallEdge>().Forget();
        Assert.Equal(all.Where(call => call.CallTime >= Begin.AddDays(40)), await Read());
        Assert.Equal(Begin.AddDays(40), (await Store.Page(All, Stop)).KeptFrom);
        var months = (await Book.Of(null, 0, long.MaxValue, Stop)).Select(entry => ArchiveWriter.FolderOf(entry.Month)).Distinct();
        Assert.Equal(["calls/2021-02/"], months);
        Assert.Equal(0, await Blobs.List("calls/2021-01/", Stop).CountAsync(Stop));

        KeepDays = null;
        await Night();
        await Night();
        Cluster.Service<CallEdge>().Forget();
        Assert.Empty(await Book.Of(null, 0, long.MaxValue, Stop));
        Assert.Equal(0, await Blobs.List(ArchiveWriter.Folder, Stop).CountAsync(Stop));
        Assert.Equal(Clock.Now.AddDays(-30), (await Store.Page(All, Stop)).KeptFrom);
    }

    private static Task Broken() => throw new IOException("The process is gone.");

    private Task<Call[]> Read() => Store.All(All with { Customer = null }, Stop).ToArrayAsync(Stop).AsTask();
}
