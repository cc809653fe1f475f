using Portal.Customers;

namespace Portal.WebHost.Portals;

/// <summary>The ways that the customer's calls go, to read.</summary>
internal sealed class RoutesSection(PortalAnswer answer, ItemLists lists) : IItemSection
{
    private static readonly Column<ItemRow<CustomerRoute>>[] Columns =
    [
        new("name", (_, row) => Cell.Link(row.Item.Name, "/routes/" + row.Id), (_, row) => CsvCell.Of(row.Item.Name)),
        new("prefix", (_, row) => new(row.Item.Prefix), (_, row) => CsvCell.Of(row.Item.Prefix)),
        new("rateCard", (_, row) => new(row.Item.RateCard), (_, row) => CsvCell.Of(row.Item.RateCard)),
        new("techPrefix", null, (_, row) => CsvCell.Of(row.Item.TechPrefix)),
        new("enabled", (call, row) => Enabled(call, row.Item), (_, row) => CsvCell.Of(row.Item.Enabled)),
        new("channels", (call, row) => Cell.Number(call, row.Item.Channels), (_, row) => CsvCell.Of(row.Item.Channels)) { IsNumber = true },
        new("cps", (call, row) => Cell.Number(call, row.Item.Cps), (_, row) => CsvCell.Of(row.Item.Cps)) { IsNumber = true },
        new(
            "maxDuration",
            (call, row) => Cell.Number(Seconds(call, row.Item)),
            (_, row) => CsvCell.Of(row.Item.MaxDuration)) { IsNumber = true },
        new("sipPing", null, (_, row) => CsvCell.Of(row.Item.SipPing)),
        new("notes", null, (_, row) => CsvCell.Of(row.Item.Notes)),
        new("routeNotes", null, (_, row) => CsvCell.Of(row.Item.RouteNotes)),
    ];

    public string Key => "routes";

    public ItemKind Kind => ItemKind.Route;

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (!SectionForm.IsRead(call))
            return false;
        switch (rest)
        {
            case "":
                var texts = Texts(call);
                await answer.Page<RoutesPage>(Model(call, texts["Menu"]) with { List = await lists.Page(call, texts, Key, Kind, Columns) });
                return true;
            case ".csv":
                await lists.Csv(call, Texts(call), Key, Kind, Columns);
                return true;
            default:
                return rest[0] == '/' && await lists.Find<CustomerRoute>(call, Kind, rest[1..]) is { } row && await Detail(call, row);
        }
    }

    private async Task<bool> Detail(PortalCall call, ItemRow<CustomerRoute> row)
    {
        await answer.Page<RoutePage>(Model(call, row.Item.Name) with { Kind = "route", Data = row.Item });
        return true;
    }

    private ShellModel Model(PortalCall call, string title) => new() { Call = call, Section = Key, Title = title, Texts = Texts(call) };

    private static TextSet Texts(PortalCall call) => TextSet.Of<RoutesSection>(call.Texts.Language);

    private static Cell Enabled(PortalCall call, CustomerRoute route) =>
        route.Enabled ? Cell.State(Texts(call)["Enabled.Yes"], "good") : Cell.State(Texts(call)["Enabled.No"], "off");

    private static string? Seconds(PortalCall call, CustomerRoute route) =>
        route.MaxDuration is { } seconds ? Texts(call).Format("Seconds", seconds.ToString("N0", call.Culture)) : null;
}
