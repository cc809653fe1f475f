using Portal.Saving;

namespace Portal.Calls;

/// <summary>What staff and programs read of calls: the one place where their rights are decided (ADR 0055).</summary>
internal sealed class CallReportDesk(ICallStore store, CallCustomers customers)
{
    public const string Reading = "calls.read";

    /// <summary>Null: go on.</summary>
    public static DeskAnswer<CallReport>? Refuse(Caller caller) => caller.Lacks(Reading) ? DeskAnswer<CallReport>.Lacks(Reading) : null;

    /// <summary>A page, and beside the first one its totals.</summary>
    /// <param name="query">Its customer as programs name it: by our id, or <c>ext:</c> and another.</param>
    public async Task<DeskAnswer<CallReport>> Page(Caller caller, CallQuery query, CancellationToken cancellation)
    {
        if (Refuse(caller) is { } refused)
            return refused;
        var (customer, wrong) = await Whose(caller, query.Customer, cancellation);
        if (wrong is not null)
            return DeskAnswer<CallReport>.Invalid([wrong]);
        var own = query with { Customer = customer?.Id, Brands = caller.Rights.OnlyBrands };
        var page = await store.Page(own, cancellation);
        if (page.Problems.Count > 0)
            return DeskAnswer<CallReport>.Invalid(page.Problems);
        var totals = query.Cursor is null ? await store.Totals(own, cancellation) : null;
        return DeskAnswer<CallReport>.Done(new(page.Items, totals, page.Next, page.KeptFrom));
    }

    /// <param name="query">Its customer as programs name it.</param>
    public async Task<DeskAnswer<Breakout>> Breakout(Caller caller, BreakoutQuery query, CancellationToken cancellation)
    {
        if (Refuse(caller) is { } refused)
            return refused.Refusing<Breakout>();
        var (customer, wrong) = await Whose(caller, query.Customer, cancellation);
        if (wrong is not null)
            return DeskAnswer<Breakout>.Invalid([wrong]);
        var own = query with { Customer = customer?.Id, Brands = caller.Rights.OnlyBrands };
        var found = await store.Breakout(own, cancellation);
        return found.Problem is { } gone ? DeskAnswer<Breakout>.Invalid([gone]) : DeskAnswer<Breakout>.Done(found);
    }

    private async Task<(CallCustomer? Customer, FieldError? Wrong)> Whose(Caller caller, string? named, CancellationToken cancellation)
    {
        if (named is null)
            return default;
        var (customer, wrong) = await customers.Only(named, caller.Rights.OnlyBrands, cancellation);
        return (customer, wrong is null ? null : new("customer", wrong));
    }
}

/// <param name="Totals">One for each currency; null: not of the first page, or more than can be summed in time.</param>
/// <param name="Next">The cursor of the page after; null: this was the last.</param>
/// <param name="KeptFrom">What was made before it is kept no longer, though it was asked for.</param>
internal sealed record CallReport(
    IReadOnlyList<Call> Items, IReadOnlyList<CallSums>? Totals, string? Next, DateTimeOffset? KeptFrom);
