using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>What the customer is told of, to read.</summary>
internal sealed class AlertsSection(PortalAnswer answer, ItemLists lists) : IItemSection
{
    private static readonly Column<ItemRow<CustomerAlert>>[] Columns =
    [
        new("title", (_, row) => new(row.Item.Title), (_, row) => CsvCell.Of(row.Item.Title)),
        new("condition", (call, row) => new(Condition(call, row.Item)), null),
        new("area", null, (_, row) => CsvCell.Of(row.Item.Area)),
        new("operator", null, (_, row) => CsvCell.Of(row.Item.Operator)),
        new("threshold", null, (call, row) => Number(call, row.Item, row.Item.Threshold)),
        new(
            "resetThreshold",
            (call, row) => Cell.Number(row.Item.ResetThreshold is { } value ? Value(call, row.Item, value) : null),
            (call, row) => Number(call, row.Item, row.Item.ResetThreshold)) { IsNumber = true },
        new(
            "samplePeriod",
            (call, row) => Cell.Number(Minutes(call, row.Item.SamplePeriod)),
            (_, row) => CsvCell.Of(row.Item.SamplePeriod)) { IsNumber = true },
        new(
            "repeat",
            (call, row) => new(Minutes(call, row.Item.Repeat) ?? Texts(call)["RepeatOnce"]),
            (_, row) => CsvCell.Of(row.Item.Repeat)),
        new("level", (call, row) => new(Level(call, row.Item.Level)), (_, row) => CsvCell.Of(row.Item.Level)),
        new("email", (_, row) => new(row.Item.Email), (_, row) => CsvCell.Of(row.Item.Email)),
    ];

    public string Key => "alerts";

    public ItemKind Kind => ItemKind.Alert;

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (!SectionForm.IsRead(call) || rest is not ("" or ".csv"))
            return false;
        if (rest.Length > 0)
            await lists.Csv(call, Texts(call), Key, Kind, Columns);
        else
            await answer.Page<AlertsPage>(
                new ShellModel
                {
                    Call = call,
                    Section = Key,
                    Title = Texts(call)["Menu"],
                    Texts = Texts(call),
                    List = await lists.Page(call, Texts(call), Key, Kind, Columns),
                });
        return true;
    }

    private static TextSet Texts(PortalCall call) => TextSet.Of<AlertsSection>(call.Texts.Language);

    private static string Condition(PortalCall call, CustomerAlert alert)
    {
        var (texts, value) = (Texts(call), Value(call, alert, alert.Threshold));
        var area = texts.Word("Area.", alert.Area);
        return UnknownNames.IsUnknown(alert.Operator)
            ? $"{area} {UnknownNames.Of(alert.Operator)} {value}"
            : texts.Format("Operator." + alert.Operator, area, value);
    }

    // Free text, but for the three that most have.
    private static string? Level(PortalCall call, string? level) =>
        level is null ? null : Texts(call).Find("Level." + level.ToLowerInvariant()) ?? level;

    // In the unit of what is watched.
    private static string Value(PortalCall call, CustomerAlert alert, decimal value) => alert.Area.KnownOr(AlertArea.Channels) switch
    {
        AlertArea.Balance => MoneyFormat.Text(new(value, call.Customer.Currency), call.Culture),
        AlertArea.Asr => Texts(call).Format("Percent", Number(call, value)),
        AlertArea.Acd => Texts(call).Format("Seconds", Number(call, value)),
        AlertArea.Pdd => Texts(call).Format("Milliseconds", Number(call, value)),
        AlertArea.Channels => Number(call, value),
    };

    private static string Number(PortalCall call, decimal value) => MoneyFormat.Number(value, call.Culture);

    private static CsvCell Number(PortalCall call, CustomerAlert alert, decimal? value) =>
        alert.Area == AlertArea.Balance ? CsvCell.Of(Money.Of(value, call.Customer.Currency)) : CsvCell.Of(value);

    private static string? Minutes(PortalCall call, int? minutes) =>
        minutes is { } known ? Texts(call).Format("Minutes", known.ToString("N0", call.Culture)) : null;
}
