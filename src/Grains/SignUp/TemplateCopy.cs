using Portal.Customers;

namespace Portal.SignUp;

/// <summary>What a new customer is made of.</summary>
/// <param name="LeftOut">Fields and kinds of rows that the template has in another currency: nothing is converted.</param>
internal sealed record CustomerCopy(CustomerSettings Settings, ItemSettings[] Items, string[] LeftOut);

/// <summary>A new customer as its domain's template says: the same rows, anew, as of the moment of the sign-up. Pure.</summary>
internal static class TemplateCopy
{
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
        var items = template.Items
            .Select(item => ItemKinds.Of(item.Settings).Copy(
                item.Settings, new CopyTerms(new TimeShift(item.CreatedAt, now), isSameMoney, leftOut)))
            .OfType<ItemSettings>().ToArray();
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
}
