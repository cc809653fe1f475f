using Portal.Customers;

namespace Portal.SignUp;

/// <summary>What a new customer is made of.</summary>
/// <param name="LeftOut">Fields and kinds of rows that the template has in another currency: nothing is converted.</param>
internal sealed record CustomerCopy(CustomerSettings Settings, ItemSettings[] Items, string[] LeftOut);

/// <summary>A new customer as its domain's template says: the same rows, anew, as of the moment of the sign-up. Pure.</summary>
internal static class TemplateCopy
{
    public const string Payments = "payments";
    public const string PackagePrices = "packagePrices";
    public const string BalanceAlerts = "balanceAlerts";
    public const string DebitLimit = "debitLimit";
    public const string MinimumPayment = "minimumPayment";

    /// <param name="own">What is the new one's own: id, kind, name, status, currency, domain, address.</param>
    /// <param name="template">Null: there is none. One of the other side of the trade counts as none.</param>
    /// <param name="now">The moment of the sign-up.</param>
    public static CustomerCopy Make(CustomerSettings own, TemplateSnapshot? template, DateTimeOffset now)
    {
        if (template is null || template.Settings.Kind != own.Kind)
            return new(own, [], []);

        var like = template.Settings;
        var isSameMoney = own.Currency == like.Currency;
        var leftOut = new SortedSet<string>(StringComparer.Ordinal);
        if (!isSameMoney && like.DebitLimit != 0)
            leftOut.Add(DebitLimit);
        if (!isSameMoney && like.MinimumPayment is not null)
            leftOut.Add(MinimumPayment);
        var items = template.Items.Select(item => Copy(item, isSameMoney, now, leftOut)).OfType<ItemSettings>().ToArray();
        return new(Settings(own, like, isSameMoney), items, [.. leftOut]);
    }

    private static CustomerSettings Settings(CustomerSettings own, CustomerSettings like, bool isSameMoney) => own with
    {
        Type = like.Type,
        Channels = like.Channels,
        Cps = like.Cps,
        DebitLimit = isSameMoney ? like.DebitLimit : 0,
        MinimumPayment = isSameMoney ? like.MinimumPayment : null,
        TopUpCurrencies = [.. like.TopUpCurrencies.Where(code => code != own.Currency)],
        Tax = like.Tax,
        AccessShow = like.AccessShow,
        AccessHide = like.AccessHide,
        Tags = like.Tags,
        Variables = like.Variables,
        AccountManager = like.AccountManager,
        InvoiceSchedule = like.InvoiceSchedule,
        DueDays = like.DueDays,
        InvoiceTemplate = like.InvoiceTemplate,
        RecordingDays = like.RecordingDays,
        TimeZone = like.TimeZone,
    };

    private static ItemSettings? Copy(ItemView item, bool isSameMoney, DateTimeOffset now, SortedSet<string> leftOut)
    {
        switch (item.Settings)
        {
            case Payment payment when isSameMoney:
                return payment with { Time = now };
            case Payment:
                leftOut.Add(Payments);
                return null;
            case CustomerAlert { Area: AlertArea.Balance } when !isSameMoney:
                leftOut.Add(BalanceAlerts);
                return null;
            case CustomerPackage package:
                return Copy((CustomerPackage)ItemDates.Move(package, item.CreatedAt, now), isSameMoney, leftOut);
            case CustomerContract contract:
                // What the template's people agreed to, nobody here has agreed to.
                return (CustomerContract)ItemDates.Move(contract, item.CreatedAt, now) with { ApprovedAt = null, ApprovedBy = null };
            default:
                return item.Settings;
        }
    }

    private static CustomerPackage Copy(CustomerPackage package, bool isSameMoney, SortedSet<string> leftOut)
    {
        if (isSameMoney)
            return package;
        if (package.Retail is not null || package.OneTimeCharge is not null)
            leftOut.Add(PackagePrices);
        return package with { Retail = null, OneTimeCharge = null, Currency = null };
    }
}
