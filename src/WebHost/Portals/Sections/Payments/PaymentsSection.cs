using Portal.Customers;
using Portal.Saving;
using Portal.Storage;

namespace Portal.WebHost.Portals;

/// <summary>Payments with the balance. What an operator wrote after a <c>#</c> is never among it.</summary>
internal sealed class PaymentsSection(PortalAnswer answer, ICustomerItems items) : IItemSection
{
    private static readonly Column<PaymentRow>[] Columns =
    [
        new("time", (call, row) => Cell.Time(call, row.Time), (call, row) => CsvCell.Of(call, row.Time)) { NamesZone = true },
        new("description", (_, row) => new(row.Item.PublicDescription), (_, row) => CsvCell.Of(row.Item.PublicDescription)),
        new("method", null, (_, row) => CsvCell.Of(row.Item.Method)),
        new("status", Status, (_, row) => CsvCell.Of(row.Item.Status)),
        new("total", (call, row) => Cell.Of(call, row.Item.Money), (_, row) => CsvCell.Of(row.Item.Money)) { IsNumber = true },
        new("currency", null, (_, row) => CsvCell.Of(row.Item.Currency)),
        new("balance", (call, row) => Cell.Of(call, row.Balance.Round()), (_, row) => CsvCell.Of(row.Balance)) { IsNumber = true },
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
        var (texts, period) = (TextSet.Of<PaymentsSection>(call.Texts.Language), ListPeriod.Of(call));
        var page = period.IsWrong
            ? new Page<ItemView>([], null)
            : await ListModel.Read(call, query => items.List(call.Place.Customer, Kind, period.Within(query), call.Aborted));
        var balance = await items.Balance(call.Place.Customer, call.Customer.Currency, call.Aborted);
        var charged = await Charged(call)([.. page.Items.Select(RunningBalance.Time)]);
        var rows = RunningBalance.Down(page.Items, await After(call, page, balance), charged);
        await answer.Page<PaymentsPage>(new ShellModel
        {
            Call = call,
            Section = Key,
            Title = texts["Menu"],
            Texts = texts,
            List = ListModel.Of(call, texts, Key, Columns, rows, page) with { Period = period },
            Status = period.IsWrong ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
            Data = new PaymentsData(balance),
        });
    }

    private async Task Csv(PortalCall call)
    {
        var (texts, period) = (TextSet.Of<PaymentsSection>(call.Texts.Language), ListPeriod.Of(call));
        if (period.IsWrong)
        {
            await Show(call);
            return;
        }

        var query = period.Within(new ListQuery(Limit: 1));
        var span = await items.Span(call.Place.Customer, Kind, call.Aborted);
        var balance = await items.Balance(call.Place.Customer, call.Customer.Currency, call.Aborted);
        var after = await After(call, await items.List(call.Place.Customer, Kind, query, call.Aborted), balance);
        var rows = items.All(call.Place.Customer, Kind, query, call.Aborted);
        // The last moment of a day, not the first of the next one, names the file.
        var range = new CsvRange(period.Begins ?? span?.From, period.Ends?.AddMilliseconds(-1) ?? span?.To);
        await CsvAnswer.Send(call, texts, Key, range, Columns, RunningBalance.Down(rows, after, Charged(call)));
    }

    // Calls may have been charged since the newest one: beside it stands what it was then.
    private async Task<Money> After(PortalCall call, Page<ItemView> page, Money balance) => page.Items.Count == 0
        ? balance
        : await items.BalanceAfter(call.Place.Customer, call.Customer.Currency, page.Items[0].Id, call.Aborted) ?? balance;

    private Func<IReadOnlyList<DateTimeOffset>, Task<Money[]>> Charged(PortalCall call) => times =>
        items.ChargedBetween(call.Place.Customer, call.Customer.Currency, times, call.Aborted);

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
