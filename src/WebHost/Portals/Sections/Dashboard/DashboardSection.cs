using Portal.Calls;
using Portal.Customers;
using Portal.Storage;

namespace Portal.WebHost.Portals;

/// <summary>The overview: the balance, what needs doing, and where to go. Only of sections that this contact sees.</summary>
internal sealed class DashboardSection(
    PortalAnswer answer,
    ICustomerItems items,
    ICallStore calls,
    ICallProofs proofs,
    ICallSamples samples,
    ILiveSet<LiveCall> live,
    TimeProvider clock) : IPortalSection
{
    private const int MostContracts = 100;

    public string Key => "dashboard";

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (rest.Length > 0 || !SectionForm.IsRead(call))
            return false;
        var texts = TextSet.Of<DashboardSection>(call.Texts.Language);
        var counts = await items.Counts(call.Place.Customer, call.Aborted);
        var lately = await DashboardCalls.Read(call, calls, proofs, texts);
        await answer.Page<DashboardPage>(new ShellModel
        {
            Call = call,
            Section = Key,
            Title = texts["Menu"],
            Texts = texts,
            Data = new DashboardData(
                call.Sees("payments") && !call.Customer.IsCarrier
                    ? await items.Balance(call.Place.Customer, call.Customer.Currency, call.Aborted)
                    : null,
                await Todo(call, texts, counts),
                counts,
                lately)
            {
                Channels = await DashboardChannels.Read(call, live),
                Trends = await DashboardTrends.Read(call, calls, samples, texts, lately is not null),
            },
        });
        return true;
    }

    private async Task<IReadOnlyList<DashboardTask>> Todo(PortalCall call, TextSet texts, IReadOnlyDictionary<ItemKind, long> counts)
    {
        var found = new List<DashboardTask>();
        if (call.Sees("contracts") && counts.GetValueOrDefault(ItemKind.Contract) > 0)
            found.AddRange(await Contracts(call));
        if (!call.Person.EmailVerified)
            found.Add(
                new(
                    texts["Todo.Email"],
                    texts.Format("Todo.EmailText", call.Person.Email),
                    "/profile/email",
                    texts["Todo.EmailAction"],
                    "wait"));
        if (!call.Person.HasSecondFactor && !call.IsStaff)
            found.Add(new(texts["Todo.Factor"], texts["Todo.FactorText"], "/profile/second-factor", texts["Todo.FactorAction"], "off"));
        return found;
    }

    private async Task<IEnumerable<DashboardTask>> Contracts(PortalCall call)
    {
        var texts = TextSet.Of<ContractsSection>(call.Texts.Language);
        var page = await items.List(call.Place.Customer, ItemKind.Contract, new ListQuery(Limit: MostContracts), call.Aborted);
        return
            from view in page.Items
            let contract = (CustomerContract)view.Settings
            let state = ContractState.Of(contract, clock.GetUtcNow())
            where state.Stage != ContractStage.Approved
            orderby state.Stage descending, state.DaysLeft
            select new DashboardTask(
                contract.Name,
                state.Text(texts),
                "/contracts/" + view.Id,
                texts[ContractsSection.MayApprove(call) ? "Approve.Action" : "Read"],
                state.Look);
    }
}

/// <param name="Balance">Null: this contact doesn't see money.</param>
/// <param name="Counts">How many there are of each kind.</param>
/// <param name="Calls">Null: there are none, or this contact doesn't see them.</param>
internal sealed record DashboardData(
    Money? Balance, IReadOnlyList<DashboardTask> Todo, IReadOnlyDictionary<ItemKind, long> Counts, DashboardCalls? Calls)
{
    public required DashboardChannels? Channels { get; init; }

    public required DashboardTrends? Trends { get; init; }
}

/// <param name="Look">Of the mark beside it, as for a cell's state.</param>
internal sealed record DashboardTask(string Title, string Text, string Path, string Action, string Look);
