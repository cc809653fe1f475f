using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>Payments with the balance. What an operator wrote after a <c>#</c> is never among it.</summary>
internal sealed class PaymentsSection(PortalAnswer answer, ICustomerItems items, ItemLists lists) : IItemSection
{
    private static readonly Column<PaymentRow>[] Columns =
    [
        new("time", (call, row) => Cell.Time(call, row.Time), (call, row) => CsvCell.Of(call, row.Time)) { NamesZone = true },
        new("description", (_, row) => new(row.Item.PublicDescription), (_, row) => CsvCell.Of(row.Item.PublicDescription)),
        new("method", null, (_, row) => CsvCell.Of(row.Item.Method)),
        new("status", Status, (_, row) => CsvCell.Of(row.Item.Status)),
        new("total", (call, row) => Cell.Of(call, row.Item.Money), (_, row) => CsvCell.Of(row.Item.Money)) { IsNumber = true },
        new("currency", null, (_, row) => CsvCell.Of(row.Item.Currency)),
        new("balance", (call, row) => Cell.Of(call, row.Balance), (_, row) => CsvCell.Of(row.Balance)) { IsNumber = true },
    ];

    public string Key => "payments";

    public ItemKind Kind => ItemKind.Payment;

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (!SectionForm.IsRead(call))
            return false;
        switch (rest)
        {
            case "":
                await Show(call);
                return true;
            case ".csv":
                await Csv(call);
                return true;
            default:
                return false;
        }
    }

    private async Task Show(PortalCall call)
    {
        var (texts, currency, cursor) = (TextSet.Of<PaymentsSection>(call.Texts.Language), call.Customer.Currency, ListModel.Cursor(call));
        var page = await items.List(call.Place.Customer, Kind, ListModel.PageSize, cursor, call.Aborted);
        var balance = await items.Balance(call.Place.Customer, currency, call.Aborted);
        // Further down the balance is what it is now, less what came in since.
        var after = cursor is null || page.Items.Count == 0 ? balance : balance - await RunningBalance.Since(All(call), page.Items[0].Id, currency);
        var rows = RunningBalance.Down(page.Items, after);
        await answer.Page<PaymentsPage>(new ShellModel
        {
            Call = call,
            Section = Key,
            Title = texts["Menu"],
            Texts = texts,
            List = ListModel.Of(call, texts, Key, Columns, rows, await lists.Count(call, Kind), page.Next, cursor),
            Data = new PaymentsData(balance),
        });
    }

    private async Task Csv(PortalCall call)
    {
        var texts = TextSet.Of<PaymentsSection>(call.Texts.Language);
        var span = await items.Span(call.Place.Customer, Kind, call.Aborted);
        var balance = await items.Balance(call.Place.Customer, call.Customer.Currency, call.Aborted);
        await CsvAnswer.Send(call, texts, Key, new CsvRange(span?.From, span?.To), Columns, RunningBalance.Down(All(call), balance));
    }

    private IAsyncEnumerable<ItemView> All(PortalCall call) => items.All(call.Place.Customer, Kind, call.Aborted);

    private static Cell Status(PortalCall call, PaymentRow row)
    {
        var texts = TextSet.Of<PaymentsSection>(call.Texts.Language);
        if (UnknownNames.IsUnknown(row.Item.Status))
            return Cell.State(UnknownNames.Of(row.Item.Status), "off");
        return Cell.State(texts["Status." + row.Item.Status], row.Item.Status switch
        {
            PaymentStatus.Completed => "good",
            PaymentStatus.Pending => "wait",
            PaymentStatus.Cancelled => "off",
        });
    }
}

internal sealed record PaymentsData(Money Balance);
