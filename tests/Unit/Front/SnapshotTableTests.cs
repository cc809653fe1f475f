using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Portal.WebHost.Front;

namespace Portal.Tests.Unit.Front;

public sealed class SnapshotTableTests
{
    private readonly Store store = new();

    private SnapshotTable<Doc> Table(int capacity = 100) => new(store, capacity, TimeProvider.System, NullLogger.Instance);

    [Fact]
    public async Task Whoever_waits_a_document_is_loaded_once()
    {
        store.Documents["a"] = new Doc(1);
        store.Gate = new TaskCompletionSource();
        var table = Table();
        var waiting = Enumerable.Range(0, 50).Select(_ => table.Get("a")).ToArray();
        store.Gate.SetResult();
        Assert.All(await Task.WhenAll(waiting), entry => Assert.Equal(1, entry!.Version));
        Assert.Equal(1, store.Loads);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_kept()
    {
        var table = Table();
        for (var i = 0; i < 100; i++)
            Assert.Null(await table.Get("nobody" + i));
        Assert.Equal(0, table.Count);
    }

    [Fact]
    public async Task A_load_below_what_a_note_promised_is_repeated()
    {
        var table = Table();
        store.Documents["a"] = new Doc(1);
        await table.Get("a");
        var renewing = table.Revalidate("a", 3);
        store.Documents["a"] = new Doc(3);
        await renewing;
        Assert.Equal(3, table.Peek("a")!.Version);
    }

    [Fact]
    public async Task A_note_during_the_first_load_is_not_lost()
    {
        var table = Table();
        store.Documents["a"] = new Doc(1);
        store.Gate = new TaskCompletionSource();
        var loading = table.Get("a");
        await store.Entered.Task;
        table.Note("a", 2);
        store.Documents["a"] = new Doc(2);
        store.Gate.SetResult();
        Assert.Equal(2, (await loading)!.Version);
    }

    [Fact]
    public async Task Only_a_higher_version_replaces()
    {
        var table = Table();
        store.Documents["a"] = new Doc(5);
        await table.Get("a");
        store.Documents["a"] = new Doc(4);
        table.Note("a", 4);
        await table.Revalidate("a", 5);
        Assert.Equal(5, table.Peek("a")!.Version);
    }

    [Fact]
    public async Task A_failing_key_leaves_the_others_alone_and_goes_on_serving()
    {
        var table = Table();
        store.Documents["a"] = new Doc(1);
        store.Documents["b"] = new Doc(1);
        await table.Get("a");
        await table.Get("b");
        store.Broken.Add("a");
        store.Documents["b"] = new Doc(2);
        table.Note("a", 2);
        await table.Revalidate("b", 2);
        Assert.Equal(1, table.Peek("a")!.Current!.Version);
        Assert.Equal(2, table.Peek("b")!.Version);
        Assert.True(SpinWait.SpinUntil(() => table.Peek("a")!.Loading is null, TimeSpan.FromSeconds(10)));
        store.Broken.Clear();
        store.Documents["a"] = new Doc(2);
        await table.Revalidate("a", 2);
        Assert.Equal(2, table.Peek("a")!.Version);
    }

    [Fact]
    public async Task After_a_reset_what_changed_meanwhile_is_found()
    {
        var table = Table();
        store.Documents["a"] = new Doc(1);
        await table.Get("a");
        store.Documents["a"] = new Doc(2);
        table.MarkDue(Feed.FeedKeys.Shard("doc/a"));
        await table.RevalidateDue(TestContext.Current.CancellationToken);
        await table.Revalidate("a", 2);
        Assert.Equal(2, table.Peek("a")!.Version);
    }

    [Fact]
    public async Task A_row_that_is_ahead_of_its_document_costs_one_load_a_lease()
    {
        var clock = new FakeTimeProvider();
        var table = new SnapshotTable<Doc>(store, 100, clock, NullLogger.Instance);
        store.Documents["a"] = new Doc(1);
        await table.Get("a");
        store.Ahead = 1;
        clock.Advance(TimeSpan.FromMinutes(1));
        await table.RevalidateDue(TestContext.Current.CancellationToken);
        // A second try would wait for the clock, and the entry with it.
        Assert.True(SpinWait.SpinUntil(() => store.Loads == 2 && table.Peek("a")!.Loading is null, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task The_number_of_entries_is_bounded_and_evicted_ones_say_so()
    {
        var table = Table(capacity: 16);
        for (var i = 0; i < 500; i++)
            store.Documents["k" + i] = new Doc(1);
        var first = await table.Get("k0");
        for (var i = 1; i < 500; i++)
            await table.Get("k" + i);
        Assert.InRange(table.Count, 1, 20);
        Assert.Null(first!.Current);
    }

    [Fact]
    public async Task What_rights_stand_on_is_not_given_on_a_word_of_more_than_a_minute_ago()
    {
        var clock = new FakeTimeProvider();
        var table = new SnapshotTable<Doc>(store, 100, clock, NullLogger.Instance);
        store.Documents["a"] = new Doc(1);
        Assert.Equal(1, (await table.GetChecked("a", PeopleFreshness.Most))!.Version);
        store.Broken.Add("a");
        clock.Advance(PeopleFreshness.Most);
        Assert.Equal(1, (await table.GetChecked("a", PeopleFreshness.Most))!.Version);
        clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => table.GetChecked("a", PeopleFreshness.Most));
        await Assert.ThrowsAsync<TimeoutException>(() => table.GetChecked("a", PeopleFreshness.Most));

        // Pages that need no right go on; the right comes back with whoever can say.
        Assert.Equal(1, (await table.Get("a"))!.Version);
        store.Broken.Clear();
        Assert.Equal(1, (await table.GetChecked("a", PeopleFreshness.Most))!.Version);
    }

    [Fact]
    public async Task A_source_that_hangs_is_waited_for_three_seconds_and_not_trusted_meanwhile()
    {
        var clock = new FakeTimeProvider();
        var table = new SnapshotTable<Doc>(store, 100, clock, NullLogger.Instance);
        store.Documents["a"] = new Doc(1);
        await table.Get("a");
        clock.Advance(PeopleFreshness.Most + TimeSpan.FromSeconds(1));
        store.Gate = new TaskCompletionSource();
        var asked = table.GetChecked("a", PeopleFreshness.Most);
        Assert.False(asked.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<TimeoutException>(() => asked);
        store.Gate.SetResult();
    }

    internal sealed record Doc(long Version);

    private sealed class Store : ISnapshotSource<Doc>
    {
        public Dictionary<string, Doc> Documents { get; } = new(StringComparer.Ordinal);
        public HashSet<string> Broken { get; } = new(StringComparer.Ordinal);
        public TaskCompletionSource? Gate { get; set; }
        public TaskCompletionSource Entered { get; } = new();
        public int Loads { get; private set; }

        /// <summary>By how much the rows are wrong.</summary>
        public int Ahead { get; set; }
        public string Prefix => "doc/";

        public async Task<Doc?> Load(string key, long newerThan, long promised)
        {
            Loads++;
            var found = Documents.GetValueOrDefault(key);
            Entered.TrySetResult();
            if (Gate is { } gate)
                await gate.Task;
            if (Broken.Contains(key))
                throw new TimeoutException("out of reach");
            return found is not null && found.Version > newerThan ? found : null;
        }

        public long VersionOf(Doc document) => document.Version;

        public Task<IReadOnlyDictionary<string, long>> Versions(string[] keys, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<string, long>>(
                keys.Where(Documents.ContainsKey).ToDictionary(k => k, k => Documents[k].Version + Ahead, StringComparer.Ordinal));
    }
}
