using Portal.Saving;

namespace Portal.Customers;

internal sealed class PackageTraits : ItemTraits<CustomerPackage>
{
    public override ItemKind Kind => ItemKind.Package;

    public override string Plural => "packages";

    public override string IdPrefix => "pk_";

    public override bool IsForCarriers => false;

    protected override CustomerPackage Check(CustomerPackage package, CustomerSettings customer, FieldErrors errors)
    {
        if (package.End < package.Start)
            errors.Add("end", "The end can't be before the start.");
        if (package.Quantity is < 1 or > ItemRules.Most)
            errors.Add("quantity", $"Enter a whole number from 1 to {ItemRules.Most}.");
        return package with
        {
            Name = ItemRules.Name(package.Name, "name", "Enter the package's name.", errors),
            Retail = AmountRules.NotNegative(package.Retail, "retail", errors),
            Currency = IsPriced(package) ? ItemRules.Currency(package.Currency, customer, errors) : null,
            Description = TextRules.Lines(package.Description, "description", ItemRules.LongestNotes, errors),
            OneTimeCharge = AmountRules.NotNegative(package.OneTimeCharge, "oneTimeCharge", errors),
        };
    }

    protected override CustomerPackage Move(CustomerPackage package, TimeShift shift) =>
        package with { Start = shift.Of(package.Start), End = shift.Of(package.End) };

    protected override CustomerPackage? Copy(CustomerPackage package, CopyTerms terms)
    {
        var moved = Move(package, terms.Shift);
        if (terms.IsSameMoney)
            return moved;
        if (package.Retail is not null || package.OneTimeCharge is not null)
            terms.LeftOut.Add("packagePrices");
        return moved with { Retail = null, OneTimeCharge = null, Currency = null };
    }

    protected override string?[] Words(CustomerPackage package) => [package.Name, package.Description];

    private static bool IsPriced(CustomerPackage package) =>
        package.Retail is not null || package.OneTimeCharge is not null || !string.IsNullOrWhiteSpace(package.Currency);
}
