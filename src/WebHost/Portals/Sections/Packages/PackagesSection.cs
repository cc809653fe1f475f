using Portal.Customers;

namespace Portal.WebHost.Portals;

/// <summary>What the customer is charged for again and again, or once; to read.</summary>
internal sealed class PackagesSection(PortalAnswer answer, ItemLists lists) : IItemSection
{
    private static readonly Column<ItemRow<CustomerPackage>>[] Columns =
    [
        new("name", (_, row) => new(row.Item.Name), (_, row) => CsvCell.Of(row.Item.Name)),
        new("description", (_, row) => new(row.Item.Description), (_, row) => CsvCell.Of(row.Item.Description)),
        new(
            "retail",
            (call, row) => Cell.Of(call, Price(call, row.Item, row.Item.Retail)),
            (call, row) => CsvCell.Of(Price(call, row.Item, row.Item.Retail)))
        {
            IsNumber = true,
        },
        new("currency", null, (call, row) => CsvCell.Of(Currency(call, row.Item))),
        new(
            "frequency",
            (call, row) => new(Texts(call).Word("Frequency.", row.Item.Frequency)),
            (_, row) => CsvCell.Of(row.Item.Frequency)),
        new(
            "oneTimeCharge",
            (call, row) => Cell.Of(call, Price(call, row.Item, row.Item.OneTimeCharge)),
            (call, row) => CsvCell.Of(Price(call, row.Item, row.Item.OneTimeCharge)))
        {
            IsNumber = true,
        },
        new("quantity", (call, row) => Cell.Number(call, row.Item.Quantity), (_, row) => CsvCell.Of(row.Item.Quantity)) { IsNumber = true },
        new("start", (call, row) => Cell.Date(call, row.Item.Start), (_, row) => CsvCell.Of(row.Item.Start)),
        new("end", (call, row) => Cell.Date(call, row.Item.End), (_, row) => CsvCell.Of(row.Item.End)),
        new(
            "autoDecrement",
            (call, row) => new(Texts(call)[row.Item.AutoDecrement ? "Yes" : "No"]),
            (_, row) => CsvCell.Of(row.Item.AutoDecrement)),
    ];

    public string Key => "packages";

    public ItemKind Kind => ItemKind.Package;

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (!SectionForm.IsRead(call) || rest is not ("" or ".csv"))
            return false;
        if (rest.Length > 0)
            await lists.Csv(call, Texts(call), Key, Kind, Columns);
        else
            await answer.Page<PackagesPage>(
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

    private static TextSet Texts(PortalCall call) => TextSet.Of<PackagesSection>(call.Texts.Language);

    private static Money? Price(PortalCall call, CustomerPackage package, decimal? amount) => Money.Of(amount, Currency(call, package));

    private static string Currency(PortalCall call, CustomerPackage package) => package.Currency ?? call.Customer.Currency;
}
