using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>What a program said of a switch, as far as it could be read.</summary>
/// <param name="List">The field that the items stand in, for what is wrong with one.</param>
/// <param name="Ended">Null: the items are all that there are. Else they began, and these ended.</param>
internal sealed record LiveBody<T>(string Switch, string List, IReadOnlyList<T> Items, IReadOnlyList<string>? Ended = null);

/// <param name="Switch">With as much as it was told to have or to have begun.</param>
/// <param name="LeftOut">
/// What was not taken because nobody knows whose it is, at its field; the first <see cref="LiveBounds.MostErrors"/>.
/// </param>
internal sealed record LiveTold(LiveSwitch Switch, IReadOnlyList<FieldError> LeftOut);

/// <param name="Page">Of what was asked for.</param>
/// <param name="Switches">Those that tell it, or could.</param>
internal sealed record LiveView<T>(Page<T> Page, IReadOnlyList<LiveSwitch> Switches);

/// <summary>
/// Where programs tell what is there at this moment and read it: the one place where their rights are decided (ADR 0055). A reseller's
/// key tells of its own customers alone, beside what the operator tells, and sees theirs alone.
/// </summary>
internal sealed class LiveDesk<T>(ILiveSet<T> set, CallCustomers customers, TimeProvider clock)
    where T : class, ILive<T>
{
    /// <summary>Before anything of a body is read. Null: go on.</summary>
    public static DeskAnswer<LiveTold>? RefuseToWrite(Caller caller) => CallIntakeDesk.Refuse(caller)?.Refusing<LiveTold>();

    /// <summary>
    /// Takes what a switch tells. What is of no customer that there is costs itself alone: a switch can't know who was deleted a moment
    /// ago.
    /// </summary>
    /// <param name="errors">What is wrong with the body: then nothing is taken, and what else is wrong is told too.</param>
    public async Task<DeskAnswer<LiveTold>> Tell(
        Caller caller, LiveBody<T> body, List<FieldError> errors, CancellationToken cancellation)
    {
        if (RefuseToWrite(caller) is { } refused)
            return refused;
        var leftOut = new List<FieldError>();
        var items = await Own(caller, body, leftOut, cancellation);
        if (errors.Count > 0)
            return DeskAnswer<LiveTold>.Invalid([.. errors, .. leftOut]);
        var source = LiveSource.Of(body.Switch, caller.Rights.OnlyBrands);
        var outcome = body.Ended is { } ended
            ? await set.Change(source, items, ended, cancellation)
            : await set.Replace(source, items, cancellation);
        return outcome switch
        {
            LiveOutcome.Taken => DeskAnswer<LiveTold>.Done(
                new(new(source.Switch, source.ToldBy, clock.GetUtcNow(), IsStale: false, items.Count), leftOut)),
            LiveOutcome.TooMany => DeskAnswer<LiveTold>.Invalid(
                [new(body.List, $"The switch would have more than {LiveBounds.MostItems:N0}. Send the whole set of what is there.")]),
            LiveOutcome.TooManySwitches => DeskAnswer<LiveTold>.Invalid(
            [
                new("switch", $"{LiveBounds.MostSwitches} other switches tell already. Those that fell silent are forgotten after a week."),
            ]),
        };
    }

    /// <param name="query">Its customer as programs name it: by our id, or <c>ext:</c> and another.</param>
    public async Task<DeskAnswer<LiveView<T>>> Read(Caller caller, LiveQuery query, CancellationToken cancellation)
    {
        if (CallDesk.Refuse(caller) is { } refused)
            return refused.Refusing<LiveView<T>>();
        var brands = caller.Rights.OnlyBrands;
        var own = query with { Brands = brands };
        if (query.Customer is { } named)
        {
            var (customer, wrong) = await customers.Only(named, brands, cancellation);
            if (wrong is not null)
                return DeskAnswer<LiveView<T>>.Invalid([new("customer", wrong)]);
            own = own with { Customer = customer!.Id };
        }

        var page = await set.Page(own, cancellation);
        if (page.Problems.Count > 0)
            return DeskAnswer<LiveView<T>>.Invalid(page.Problems);
        var switches = await set.Switches(own, cancellation);
        return DeskAnswer<LiveView<T>>.Done(new(
            page,
            brands is null ? switches : [.. switches.Where(one => one.Count > 0 || one.ToldBy == LiveSource.Teller(brands))]));
    }

    private async Task<IReadOnlyList<T>> Own(
        Caller caller, LiveBody<T> body, List<FieldError> leftOut, CancellationToken cancellation)
    {
        var known = await customers.Find(body.Items.Select(item => item.Customer).Where(name => name.Length > 0), cancellation);
        var found = new List<T>(body.Items.Count);
        for (var i = 0; i < body.Items.Count; i++)
        {
            var item = body.Items[i];
            if (item.Customer.Length == 0)
                continue;
            var (customer, wrong) = CallCustomers.Only(item.Customer, known, caller.Rights.OnlyBrands);
            if (wrong is null)
                found.Add(item.Of(customer!.Id));
            else if (leftOut.Count < LiveBounds.MostErrors)
                leftOut.Add(new($"{body.List}[{i}].customer", wrong));
        }

        return found;
    }
}
