using Portal.Saving;

namespace Portal.Calls;

/// <summary>
/// What programs read of calls, who name a customer by our id, or by <c>ext:</c> and another. Rights are those of <see cref="CallDesk"/>.
/// </summary>
internal sealed class CallReportDesk(CallDesk calls, CallCustomers customers)
{
    /// <summary>A page, and beside the first one its totals.</summary>
    public async Task<DeskAnswer<CallReport>> Page(Caller caller, CallQuery query, CancellationToken cancellation)
    {
        if (CallDesk.Refuse(caller) is { } refused)
            return refused.Refusing<CallReport>();
        var (customer, wrong) = await Whose(caller, query.Customer, cancellation);
        if (wrong is not null)
            return DeskAnswer<CallReport>.Invalid([wrong]);
        var own = query with { Customer = customer?.Id };
        var answer = await calls.Page(caller, own, cancellation);
        if (!answer.IsDone)
            return answer.Refusing<CallReport>();
        var page = answer.Value;
        if (page.Problems.Count > 0)
            return DeskAnswer<CallReport>.Invalid(page.Problems);
        var totals = query.Cursor is null ? await calls.Totals(caller, own, cancellation) : null;
        return DeskAnswer<CallReport>.Done(new(page.Items, totals, page.Next, page.KeptFrom));
    }

    public async Task<DeskAnswer<Breakout>> Breakout(Caller caller, BreakoutQuery query, CancellationToken cancellation)
    {
        if (CallDesk.Refuse(caller) is { } refused)
            return refused.Refusing<Breakout>();
        var (customer, wrong) = await Whose(caller, query.Customer, cancellation);
        if (wrong is not null)
            return DeskAnswer<Breakout>.Invalid([wrong]);
        var answer = await calls.Breakout(caller, query with { Customer = customer?.Id }, cancellation);
        return answer.IsDone && answer.Value.Problem is { } gone ? DeskAnswer<Breakout>.Invalid([gone]) : answer;
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
