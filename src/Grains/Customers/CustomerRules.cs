using Portal.Access;
using Portal.Brands;
using Portal.Domains;
using Portal.Hosts;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>
/// Everything that must hold of a customer's or carrier's settings, in one place. All errors are collected, each at its
/// field. It asks the stores whether domain and reseller exist, and whether a reseller may name them.
/// </summary>
internal sealed class CustomerRules(IDomainDirectory domains, IBrandDirectory brands)
{
    /// <summary>Characters of a name.</summary>
    public const int LongestName = 200;

    private const int LongestWord = 100;
    private const int LongestNotes = 10_000;
    private const int MostChannels = 1_000_000;

    /// <param name="settings">As they were sent.</param>
    /// <param name="stored">What is stored: keys that only a newer release knows are taken where they are there already.</param>
    /// <param name="onlyBrands">A reseller's brands; null: staff of the whole platform.</param>
    /// <param name="cancellation">Ends the look-ups.</param>
    /// <returns>The settings in their one form and what is wrong.</returns>
    public async Task<(CustomerSettings Settings, IReadOnlyList<FieldError> Errors)> Check(
        CustomerSettings settings, CustomerSettings? stored, IReadOnlyList<string>? onlyBrands, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var clean = Text(settings, stored, errors);
        clean = clean.IsCarrier ? WithoutMoney(clean, errors) : WithMoney(clean, stored, errors);
        clean = await Places(clean, onlyBrands, errors, cancellation);
        return (clean, errors.All);
    }

    private static CustomerSettings Text(CustomerSettings settings, CustomerSettings? stored, FieldErrors errors)
    {
        var name = TextRules.Line(settings.Name, "name", LongestName, errors);
        if (name is null)
            errors.Add("name", settings.IsCarrier ? "Enter the carrier's name." : "Enter the customer's name.");
        return settings with
        {
            Name = name ?? "",
            Type = TextRules.Line(settings.Type, "type", LongestWord, errors),
            AccessShow = KeyRules.Known(settings.AccessShow, "accessShow", "section", Sections.All, errors, stored?.AccessShow),
            AccessHide = KeyRules.Known(settings.AccessHide, "accessHide", "section", Sections.All, errors, stored?.AccessHide),
            Website = ProfileRules.Website(settings.Website, errors),
            PayPalEmail = MailboxRules.Address(settings.PayPalEmail, "payPalEmail", errors),
            Tags = ProfileRules.Tags(settings.Tags, errors),
            Variables = ProfileRules.Variables(settings.Variables, errors),
            AccountManager = TextRules.Line(settings.AccountManager, "accountManager", LongestWord, errors),
            InvoiceTemplate = TextRules.Line(settings.InvoiceTemplate, "invoiceTemplate", LongestWord, errors),
            ExternalAccountId = TextRules.Line(settings.ExternalAccountId, "externalAccountId", LongestWord, errors),
            TimeZone = ProfileRules.Zone(settings.TimeZone, "timeZone", errors),
            Address = ProfileRules.Address(settings.Address, errors),
            Verification = TextRules.Lines(settings.Verification, "verification", LongestNotes, errors),
            PublicNotes = TextRules.Lines(settings.PublicNotes, "publicNotes", LongestNotes, errors),
            PrivateNotes = TextRules.Lines(settings.PrivateNotes, "privateNotes", LongestNotes, errors),
        };
    }

    private static CustomerSettings WithMoney(CustomerSettings settings, CustomerSettings? stored, FieldErrors errors)
    {
        var currency = CurrencyCodes.Clean(settings.Currency) ?? "";
        if (!CurrencyCodes.IsKnown(currency))
        {
            errors.Add("currency", currency.Length == 0
                ? "Choose the currency that the customer is billed in."
                : "This currency doesn't exist. Enter an ISO 4217 code, such as USD or EUR.");
        }

        return settings with
        {
            Currency = currency,
            Channels = AmountRules.Count(settings.Channels, 0, MostChannels, "channels", errors),
            Cps = AmountRules.Count(settings.Cps, 0, MostChannels, "cps", errors),
            DebitLimit = AmountRules.NotNegative(settings.DebitLimit, "debitLimit", errors),
            MinimumPayment = AmountRules.PaidNotNegative(settings.MinimumPayment, currency, "minimumPayment", errors),
            TopUpCurrencies = CurrencyRules.Known(settings.TopUpCurrencies, "topUpCurrencies", stored?.TopUpCurrencies, errors),
            Tax = AmountRules.Percent(settings.Tax, "tax", errors),
            DueDays = AmountRules.Count(settings.DueDays, 0, 365, "dueDays", errors),
            RecordingDays = AmountRules.Count(settings.RecordingDays, 0, 3650, "recordingDays", errors),
        };
    }

    // A carrier is a customer's document without money and calls: what a form may have sent of them is dropped.
    private static CustomerSettings WithoutMoney(CustomerSettings settings, FieldErrors errors)
    {
        if (!string.IsNullOrWhiteSpace(settings.Currency))
            errors.Add("currency", "A carrier has no currency. Leave it empty.");
        return settings with
        {
            Currency = "",
            Channels = null,
            Cps = null,
            DebitLimit = 0,
            MinimumPayment = null,
            TopUpCurrencies = [],
            Tax = null,
            PayPalEmail = null,
            InvoiceSchedule = null,
            DueDays = null,
            InvoiceTemplate = null,
            RecordingDays = null,
            NonItemised = false,
        };
    }

    private async Task<CustomerSettings> Places(
        CustomerSettings settings, IReadOnlyList<string>? own, FieldErrors errors, CancellationToken cancellation)
    {
        var host = settings.Domain?.Trim() is { Length: > 0 } written ? written : null;
        if (HostName.TryParse(host ?? "", out var parsed, out _))
            host = parsed.Value;
        var reseller = settings.Reseller?.Trim() is { Length: > 0 } named ? named : null;
        var brand = host is null ? null : await domains.BrandOf(host, cancellation);
        // Another's domain is as good as none: nobody learns who else is here.
        if (host is not null && (brand is null || !Allows(own, brand)))
        {
            errors.Add("domain", $"There is no domain “{Short(host)}” to choose. Choose one from the list, or leave it empty.");
            brand = null;
        }

        if (reseller is not null && (!Allows(own, reseller) || !await brands.Exists(reseller, cancellation)))
            errors.Add("reseller", $"There is no brand “{Short(reseller)}” to choose. Choose one from the list, or leave it empty.");
        else if (own is not null && host is null && reseller is null)
        {
            if (own is [var only])
                reseller = only;
            else
                errors.Add("reseller", $"Choose a domain or one of your brands: {string.Join(", ", own)}.");
        }

        return settings with { Domain = host, Reseller = reseller };
    }

    private static bool Allows(IReadOnlyList<string>? own, string brand) => own is null || own.Contains(brand, StringComparer.Ordinal);

    private static string Short(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}
