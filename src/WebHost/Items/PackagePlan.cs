using Portal.Customers;
using static Portal.WebHost.Items.ItemFieldsOf<Portal.Customers.CustomerPackage>;

namespace Portal.WebHost.Items;

internal sealed class PackagePlan : ItemPlan<CustomerPackage>
{
    public override ItemKind Kind => ItemKind.Package;

    public override string Title => "Packages";

    public override string One => "package";

    public override string Empty => "Something the customer is charged for, once or regularly.";

    protected internal override IReadOnlyList<string> FormOrder => ["name", "frequency", "retail", "oneTimeCharge", "currency"];

    protected override CustomerPackage Absent(string currency) => new() { Name = "" };

    protected override ItemField<CustomerPackage>[] Describe() =>
    [
        Name("name", "Name", p => p.Name, (p, text) => p with { Name = text }),
        Money("retail", "Retail price", p => p.Retail, (p, price) => p with { Retail = price }, p => p.Currency) with
        {
            Help = "Empty: left open.",
            Description = "The price; null: left open.",
        },
        Currency(p => p.Currency, (p, currency) => p with { Currency = currency }),
        Choice(
            "frequency", "Frequency", p => p.Frequency, (p, frequency) => p with { Frequency = frequency },
            (PackageFrequency.Monthly, "Monthly"), (PackageFrequency.Weekly, "Weekly"), (PackageFrequency.Daily, "Daily"),
            (PackageFrequency.Once, "Once")) with
        {
            Description = "Default: monthly.",
        },
        Whole("quantity", "Quantity", p => p.Quantity, (p, number) => p with { Quantity = number ?? 1 }) with
        {
            Nullable = false,
            Description = "Default: 1.",
        },
        Day("start", "Start", p => p.Start, (p, day) => p with { Start = day }),
        Day("end", "End", p => p.End, (p, day) => p with { End = day }),
        Check("autoDecrement", "Counts down automatically", p => p.AutoDecrement, (p, on) => p with { AutoDecrement = on }),
        Area("description", "Description", p => p.Description, (p, text) => p with { Description = text }),
        Money(
            "oneTimeCharge", "One-time charge", p => p.OneTimeCharge, (p, charge) => p with { OneTimeCharge = charge },
            p => p.Currency) with
        {
            Help = "At the start.",
            Description = "Charged once, at the start.",
        },
    ];

    protected override ItemColumn<CustomerPackage>[] List() =>
    [
        new("name", "Name", p => p.Name),
        new("price", "Price", p => p.Retail is { } price ? ItemCell.Of(price, p.Currency) : new("Open")) { IsNumber = true },
        new("frequency", "Frequency", p => p.Frequency.ToString()),
        new("quantity", "Quantity", p => ItemCell.Of(p.Quantity)) { IsNumber = true },
        new("start", "Start", p => ItemCell.Of(p.Start)),
        new("end", "End", p => ItemCell.Of(p.End)),
    ];
}
