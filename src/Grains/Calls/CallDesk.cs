using Portal.Customers;
using Portal.Saving;

namespace Portal.Calls;

/// <summary>
/// What staff and programs read of calls: the one place where their rights are decided (ADR 0055). Resellers read those of their brands'
/// customers alone.
/// </summary>
internal sealed class CallDesk(ICallStore store, ICustomerDirectory customers)
{
    public const string Reading = "calls.read";
    private const int LongestId = 300;

    // What few calls of a long time have is looked for in all of them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Before it is looked at what is asked for. Null: go on.</summary>
    public static DeskAnswer<CallPage>? Refuse(Caller caller) => caller.Lacks(Reading) ? DeskAnswer<CallPage>.Lacks(Reading) : null;

    public async Task<DeskAnswer<CallPage>> Page(Caller caller, CallQuery query, CancellationToken cancellation)
    {
        if (Refuse(caller) is { } refused)
            return refused;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(Patience);
        try
        {
            return DeskAnswer<CallPage>.Done(await store.Page(Own(caller, query), late.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return DeskAnswer<CallPage>.Done(new CallPage([], null)
            {
                Problems = [new("range", "It takes too long to find this. Choose a shorter time, or set another filter.")],
            });
        }
    }

    /// <summary>All that a query finds, newest first, as it is read; nothing for who may not read it.</summary>
    public IAsyncEnumerable<Call> All(Caller caller, CallQuery query, CancellationToken cancellation) =>
        Refuse(caller) is null ? store.All(Own(caller, query), cancellation) : AsyncEnumerable.Empty<Call>();

    /// <summary>One for each currency, nothing for who may not read it; null: too many to sum in time.</summary>
    public async Task<IReadOnlyList<CallSums>?> Totals(Caller caller, CallQuery query, CancellationToken cancellation) =>
        Refuse(caller) is null ? await store.Totals(Own(caller, query), cancellation) : [];

    public async Task<DeskAnswer<Breakout>> Breakout(Caller caller, BreakoutQuery query, CancellationToken cancellation) =>
        Refuse(caller) is { } refused
            ? refused.Refusing<Breakout>()
            : DeskAnswer<Breakout>.Done(await store.Breakout(query with { Brands = caller.Rights.OnlyBrands }, cancellation));

    /// <param name="key">As <see cref="CallKey"/> writes it.</param>
    public async Task<DeskAnswer<Call>> Find(Caller caller, string key, CancellationToken cancellation) =>
        Refuse(caller) is { } refused ? refused.Refusing<Call>()
        : CallKey.TryParse(key, out var id) && await store.Find(null, id, cancellation) is { } call
            && await Sees(caller, call, cancellation) ? DeskAnswer<Call>.Done(call)
        : DeskAnswer<Call>.NotFound();

    /// <summary>The calls of a switch's id, whenever they were made; nothing for who may not read them.</summary>
    public async Task<IReadOnlyList<Call>> FindById(Caller caller, string callId, CancellationToken cancellation)
    {
        var seen = new List<Call>();
        if (Refuse(caller) is not null || callId.Length is 0 or > LongestId)
            return seen;
        foreach (var call in await store.FindById(callId, cancellation))
        {
            if (await Sees(caller, call, cancellation))
                seen.Add(call);
        }

        return seen;
    }

    /// <summary>What the customers of calls are called that the caller has read, by their ids.</summary>
    public Task<IReadOnlyDictionary<string, string>> Names(IEnumerable<Call> read, CancellationToken cancellation) =>
        customers.Names(read.Select(call => call.Customer).ToHashSet(StringComparer.Ordinal), cancellation);

    // Of a customer that was deleted the operator's own staff see the calls.
    private async Task<bool> Sees(Caller caller, Call call, CancellationToken cancellation) =>
        caller.Rights.CanSee((await customers.Find(call.Customer, CustomerKind.Customer, cancellation))?.Brand);

    private static CallQuery Own(Caller caller, CallQuery query) => query with { Brands = caller.Rights.OnlyBrands };
}
