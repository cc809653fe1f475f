using Portal.Access;
using Portal.Customers;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>Texts that the customer agrees to: read and approve.</summary>
internal sealed class ContractsSection(PortalAnswer answer, ItemLists lists, IGrainFactory grains, TimeProvider clock) : IItemSection
{
    private readonly Column<ItemRow<CustomerContract>>[] columns =
    [
        new("name", (_, row) => Cell.Link(row.Item.Name, "/contracts/" + row.Id), (_, row) => CsvCell.Of(row.Item.Name)),
        new(
            "createdAt",
            (call, row) => Cell.Time(call, row.View.CreatedAt),
            (call, row) => CsvCell.Of(call, row.View.CreatedAt)) { NamesZone = true },
        new("state", (call, row) => State(call, row.Item, clock.GetUtcNow()), null),
        new("required", null, (_, row) => CsvCell.Of(row.Item.Required)),
        new("graceUntil", null, (call, row) => CsvCell.Of(call, row.Item.GraceUntil)),
        new("approvedAt", (call, row) => Cell.Time(call, row.Item.ApprovedAt), (call, row) => CsvCell.Of(call, row.Item.ApprovedAt)),
        new("approvedBy", (_, row) => new(row.Item.ApprovedBy), (_, row) => CsvCell.Of(row.Item.ApprovedBy)),
    ];

    public string Key => "contracts";

    public ItemKind Kind => ItemKind.Contract;

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        var reads = SectionForm.IsRead(call);
        switch (rest)
        {
            case "" when reads:
                var texts = Texts(call);
                await answer.Page<ContractsPage>(
                    Model(call, texts["Menu"]) with { List = await lists.Page(call, texts, Key, Kind, columns) });
                return true;
            case ".csv" when reads:
                await lists.Csv(call, Texts(call), Key, Kind, columns);
                return true;
            case ['/', .. var id] when await lists.Find<CustomerContract>(call, Kind, id) is { } row:
                if (reads)
                    await Show(call, row, new FormState { ["approver"] = call.Person.Name });
                else
                    return SectionForm.IsPost(call) && MayApprove(call) && await Approve(call, row);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether this contact may say yes for its customer. Staff who look at the portal may not.</summary>
    public static bool MayApprove(PortalCall call) => call.MayChange("contracts") && !call.IsStaff;

    /// <summary>A contract past its grace keeps the other sections shut.</summary>
    public static bool ClosesOthers(PortalCall call) => call.Access.Any(a => a.Reason == SectionReason.Contract);

    private async Task<bool> Approve(PortalCall call, ItemRow<CustomerContract> row)
    {
        var posted = await SectionForm.Read(call);
        var (texts, values) = (Texts(call), FormState.From(posted));
        var approver = posted.Text("approver", longest: 200);
        if (approver is null)
            values.Wrong("approver", texts["Error.approver"]);
        if (posted["agree"].Count == 0)
            values.Wrong("agree", texts["Error.agree"]);
        if (!values.HasErrors)
        {
            var result = await grains.GetGrain<ICustomerGrain>(call.Place.Customer).ApproveContract(
                row.Id, Signed(approver!, call.Person), call.Change(posted, posted.Version()));
            if (result.IsSaved)
            {
                await PortalAnswer.SeeOther(call, $"/contracts/{row.Id}?done=approved");
                return true;
            }

            if (result.Outcome == Saving.SaveOutcome.NotFound)
                return false;
            values.Refused(result.Errors, texts);
        }

        await Show(call, row, values);
        return true;
    }

    // Whoever reads it later sees whose account it was, whatever name was typed.
    private static string Signed(string approver, PersonSnapshot person) =>
        approver.Equals(person.Name, StringComparison.OrdinalIgnoreCase) ? approver : $"{approver} ({person.Email})";

    private Task Show(PortalCall call, ItemRow<CustomerContract> row, FormState form) =>
        answer.Page<ContractPage>(Model(call, row.Item.Name) with
        {
            Kind = "contract",
            Form = form,
            Data = new ContractData(
            row.Item, row.View.Version, row.View.CreatedAt, ContractState.Of(row.Item, clock.GetUtcNow()), MayApprove(call)),
            Status = form.HasErrors ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
            Done = !form.HasErrors && call.Context.Request.Query["done"] == "approved" && row.Item.ApprovedAt is not null
            ? Texts(call)["Done.approved"]
            : null,
        });

    private ShellModel Model(PortalCall call, string title) => new() { Call = call, Section = Key, Title = title, Texts = Texts(call) };

    private static TextSet Texts(PortalCall call) => TextSet.Of<ContractsSection>(call.Texts.Language);

    private static Cell State(PortalCall call, CustomerContract contract, DateTimeOffset now)
    {
        var state = ContractState.Of(contract, now);
        return Cell.State(state.Text(Texts(call)), state.Look);
    }
}

/// <param name="Version">Whoever approves says yes to this text and no later one.</param>
internal sealed record ContractData(
    CustomerContract Contract, long Version, DateTimeOffset CreatedAt, ContractState State, bool MayApprove);
