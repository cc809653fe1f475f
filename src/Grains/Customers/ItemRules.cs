using System.Text.RegularExpressions;
using Portal.Brands;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>Everything that must hold of a row that hangs on a customer. Pure. All errors are collected, each at its field.</summary>
internal static partial class ItemRules
{
    private const int LongestName = 200;
    private const int LongestWord = 100;
    private const int LongestNotes = 4000;
    private const int LongestContract = 200_000;
    private const int MostMinutes = 60 * 24 * 30;
    private const int MostCalls = 1_000_000;

    /// <summary>Times that somebody can mean; others are slips of the pen.</summary>
    private static readonly DateTimeOffset First = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="settings">As they were sent.</param>
    /// <param name="customer">Whose it is.</param>
    /// <returns>The settings in their one form and what is wrong.</returns>
    public static (ItemSettings Settings, IReadOnlyList<FieldError> Errors) Check(ItemSettings settings, CustomerSettings customer)
    {
        var errors = new FieldErrors();
        if (customer.IsCarrier && settings.Kind != ItemKind.Contract)
            errors.Add("kind", "A carrier has only contracts.");
        ItemSettings clean = settings switch
        {
            Payment payment => Check(payment, customer, errors),
            CustomerRoute route => Check(route, errors),
            CustomerPackage package => Check(package, customer, errors),
            CustomerAlert alert => Check(alert, errors),
            CustomerContract contract => Check(contract, errors),
            _ => throw new ArgumentOutOfRangeException(nameof(settings)),
        };
        return (clean, errors.All);
    }

    private static Payment Check(Payment payment, CustomerSettings customer, FieldErrors errors)
    {
        if (payment.Total == 0)
            errors.Add("total", "Enter the amount: above zero for money received, below zero for a refund.");
        var currency = Currency(payment.Currency, customer, errors);
        return payment with
        {
            Time = Moment(payment.Time, "time", errors),
            Total = AmountRules.Paid(payment.Total, currency, "total", errors),
            Currency = currency,
            Description = TextRules.Line(payment.Description, "description", 1000, errors),
            Fee = AmountRules.PaidNotNegative(payment.Fee, currency, "fee", errors),
            Method = TextRules.Line(payment.Method, "method", LongestWord, errors),
        };
    }

    private static CustomerRoute Check(CustomerRoute route, FieldErrors errors) => route with
    {
        Name = Name(route.Name, "name", "Enter the route's name.", errors),
        Prefix = Dialled(route.Prefix, "prefix", errors),
        TechPrefix = Dialled(route.TechPrefix, "techPrefix", errors),
        RateCard = TextRules.Line(route.RateCard, "rateCard", LongestWord, errors),
        Channels = AmountRules.Count(route.Channels, 0, MostCalls, "channels", errors),
        Cps = AmountRules.Count(route.Cps, 0, MostCalls, "cps", errors),
        MaxDuration = AmountRules.Count(route.MaxDuration, 1, 7 * 24 * 3600, "maxDuration", errors),
        Notes = TextRules.Lines(route.Notes, "notes", LongestNotes, errors),
        RouteNotes = TextRules.Lines(route.RouteNotes, "routeNotes", LongestNotes, errors),
    };

    private static CustomerPackage Check(CustomerPackage package, CustomerSettings customer, FieldErrors errors)
    {
        if (package.End < package.Start)
            errors.Add("end", "The end can't be before the start.");
        if (package.Quantity is < 1 or > MostCalls)
            errors.Add("quantity", $"Enter a whole number from 1 to {MostCalls}.");
        var priced = package.Retail is not null || package.OneTimeCharge is not null || !string.IsNullOrWhiteSpace(package.Currency);
        return package with
        {
            Name = Name(package.Name, "name", "Enter the package's name.", errors),
            Retail = AmountRules.NotNegative(package.Retail, "retail", errors),
            Currency = priced ? Currency(package.Currency, customer, errors) : null,
            Description = TextRules.Lines(package.Description, "description", LongestNotes, errors),
            OneTimeCharge = AmountRules.NotNegative(package.OneTimeCharge, "oneTimeCharge", errors),
        };
    }

    private static CustomerAlert Check(CustomerAlert alert, FieldErrors errors)
    {
        AmountRules.Exact(alert.Threshold, "threshold", errors);
        if (alert.Area != AlertArea.Balance && alert.Threshold < 0)
            errors.Add("threshold", "Only a balance can be less than zero.");
        if (alert.ResetThreshold is { } reset)
            AmountRules.Exact(reset, "resetThreshold", errors);
        return alert with
        {
            Title = Name(alert.Title, "title", "Enter the alert's title.", errors),
            SamplePeriod = AmountRules.Count(alert.SamplePeriod, 1, MostMinutes, "samplePeriod", errors),
            Repeat = AmountRules.Count(alert.Repeat, 1, MostMinutes, "repeat", errors),
            Level = TextRules.Line(alert.Level, "level", LongestWord, errors),
            Email = MailboxRules.Address(alert.Email, "email", errors),
        };
    }

    private static CustomerContract Check(CustomerContract contract, FieldErrors errors) => contract with
    {
        Name = Name(contract.Name, "name", "Enter the contract's name.", errors),
        Text = TextRules.Lines(contract.Text, "text", LongestContract, errors),
        GraceUntil = Moment(contract.GraceUntil, "graceUntil", errors),
    };

    private static string Name(string? written, string field, string missing, FieldErrors errors)
    {
        var name = TextRules.Line(written, field, LongestName, errors);
        if (name is null)
            errors.Add(field, missing);
        return name ?? "";
    }

    /// <summary>The customer's own, or one that it may top up in; its own where none is named.</summary>
    private static string Currency(string? written, CustomerSettings customer, FieldErrors errors)
    {
        var code = CurrencyCodes.Clean(written) ?? customer.Currency;
        if (code != customer.Currency && !customer.TopUpCurrencies.Contains(code, StringComparer.Ordinal))
            errors.Add(
                "currency",
                $"This customer has {string.Join(", ", customer.TopUpCurrencies.Prepend(customer.Currency).Distinct())}. "
                    + "Choose one of these, or add the currency to its currencies for top-up.");
        return code;
    }

    private static DateTimeOffset? Moment(DateTimeOffset? time, string field, FieldErrors errors)
    {
        if (time is not { } given)
            return null;
        if (given < First || given > Last)
            errors.Add(field, "Enter a time between the years 1990 and 2200.");
        return DateTimeOffset.FromUnixTimeMilliseconds(given.ToUnixTimeMilliseconds());
    }

    private static string? Dialled(string? written, string field, FieldErrors errors)
    {
        var prefix = TextRules.Line(written, field, 32, errors);
        if (prefix is { Length: <= 32 } && !Prefix().IsMatch(prefix))
            errors.Add(field, "A prefix can contain only digits, +, * and #.");
        return prefix;
    }

    [GeneratedRegex(@"^[0-9+*#]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}
