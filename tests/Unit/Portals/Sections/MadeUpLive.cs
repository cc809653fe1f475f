using System.Globalization;
using Portal.Calls;
using Portal.Storage;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>What switches tell, in memory; a cursor is how many stand before it.</summary>
internal sealed class MadeUpLive<T> : ILiveSet<T>
    where T : ILive<T>
{
    private readonly List<T> items = [];
    private readonly List<LiveSwitch> switches = [];

    public void Add(T item) => items.Add(item);

    /// <summary>What tells all of it, as far as a switch is told of.</summary>
    public void Tell(string name, DateTimeOffset heardAt, bool isStale = false) =>
        switches.Add(new(name, "", heardAt, isStale, 0));

    public Task<LiveOutcome> Replace(LiveSource source, IReadOnlyList<T> items, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<LiveOutcome> Change(
        LiveSource source, IReadOnlyList<T> started, IReadOnlyList<string> ended, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Page<T>> Page(LiveQuery query, CancellationToken cancellation)
    {
        var first = query.Cursor is { } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        var after = first + query.Limit;
        return Task.FromResult(new Page<T>(
            [.. Of(query).Skip(first).Take(query.Limit)],
            Of(query).Count() > after ? after.ToString(CultureInfo.InvariantCulture) : null));
    }

    public IAsyncEnumerable<T> All(LiveQuery query, CancellationToken cancellation) => Of(query).ToAsyncEnumerable();

    public Task<IReadOnlyList<LiveSwitch>> Switches(LiveQuery query, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<LiveSwitch>>([.. switches.Select(one => one with { Count = Of(query).Count() })]);

    private IEnumerable<T> Of(LiveQuery query) => items.Where(item => item.Customer == query.Customer);
}

internal static class MadeUpLive
{
    public static LiveCall Call(int number) => new(
        "sw1",
        $"live-{number}",
        "c_1",
        SectionWorld.Now.AddSeconds(-67 * number),
        number % 5 == 0 ? LiveCallState.Ringing : LiveCallState.Answered)
    {
        Source = $"4930{number:000}",
        Destination = "33145",
    };

    public static SipRegistration Registration(int number) => new("sw1", $"{1000 + number}", "c_1", SectionWorld.Now.AddMinutes(number))
    {
        Contact = $"sip:{1000 + number}@192.0.2.{number}:5060",
        Address = $"192.0.2.{number}",
        Agent = number % 3 == 0 ? null : "Yealink SIP-T54W 96.86.0.100",
    };
}
