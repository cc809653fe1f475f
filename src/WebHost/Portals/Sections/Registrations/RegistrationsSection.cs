using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>The SIP users that are registered now: which devices can be called.</summary>
internal sealed class RegistrationsSection(PortalAnswer answer, ILiveSet<SipRegistration> registrations) : IPortalSection
{
    private static readonly Column<SipRegistration>[] Columns =
    [
        new("user", (_, row) => new(row.User), (_, row) => CsvCell.Of(row.User)),
        new("contact", (_, row) => new(row.Contact), (_, row) => CsvCell.Of(row.Contact)),
        new("address", (_, row) => new(row.Address), (_, row) => CsvCell.Of(row.Address)),
        new("agent", (_, row) => new(row.Agent), (_, row) => CsvCell.Of(row.Agent)),
        new("expires", (call, row) => Cell.Moment(call, row.Expires), (call, row) => CsvCell.Of(call, row.Expires)) { NamesZone = true },
        new("switch", null, (_, row) => CsvCell.Of(row.Switch)),
    ];

    public string Key => "registrations";

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (!SectionForm.IsRead(call))
            return false;
        var texts = TextSet.Of<RegistrationsSection>(call.Texts.Language);
        switch (rest)
        {
            case "":
                await Show(call, texts);
                return true;
            case ".csv":
                await CsvAnswer.Send(call, texts, Key, CsvRange.Now, Columns, registrations.All(Query(call), call.Aborted));
                return true;
            default:
                return false;
        }
    }

    private async Task Show(PortalCall call, TextSet texts)
    {
        var switches = await registrations.Switches(Query(call), call.Aborted);
        var page = await ListModel.Read(
            call, list => registrations.Page(Query(call) with { Limit = list.Limit, Cursor = list.Cursor }, call.Aborted));
        await answer.Page<RegistrationsPage>(new ShellModel
        {
            Call = call,
            Section = Key,
            Title = texts["Menu"],
            Texts = texts,
            List = ListModel.Of(
                call, texts, Key, Columns, page.Items, page with { Count = switches.Sum(one => one.Count) }) with
            {
                Empty = StaleNotes.Empty(texts, switches),
                // Which of them these are isn't known: they come and go.
                Range = "",
            },
            Data = StaleNotes.Of(call, texts, switches),
        });
    }

    private static LiveQuery Query(PortalCall call) => new() { Customer = call.Place.Customer };
}
