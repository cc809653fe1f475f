using System.Text.Json.Nodes;
using Portal.Customers;
using static Portal.WebHost.Documents.FieldsOf<Portal.Customers.CustomerSettings, Portal.WebHost.Documents.CustomerShown>;
using static Portal.WebHost.Documents.ListSpellings;
using static Portal.WebHost.Documents.Spellings;

namespace Portal.WebHost.Documents;

/// <summary>What customers have and carriers don't: money, limits of calls, bills.</summary>
internal static class MoneyFields
{
    public const string BalanceName = "balance";

    public static readonly Field<CustomerSettings, CustomerShown>[] All =
    [
        Value("currency", "Currency", Spellings.Currency, c => c.Currency, (c, v) => c with { Currency = v }) with
        {
            Required = true,
            Description = "ISO 4217.",
            Example = "\"USD\"",
        },
        Value("channels", "Channels", Whole, c => c.Channels, (c, v) => c with { Channels = v }) with
        {
            Description = "Simultaneous calls; null: no limit.",
        },
        Value("cps", "CPS", Whole, c => c.Cps, (c, v) => c with { Cps = v }) with
        {
            Description = "Calls started per second; null: no limit.",
        },
        Money(
            "debitLimit", "Debit limit", Amount, c => c.DebitLimit, (c, v) => c with { DebitLimit = v ?? 0 }, c => c.Currency) with
        {
            Description = "How far below zero the balance may go. Default: 0.",
        },
        Money(
            "minimumPayment", "Minimum payment", Amount,
            c => c.MinimumPayment, (c, v) => c with { MinimumPayment = v }, c => c.Currency),
        Value("topUpCurrencies", "Currencies for top-up", Currencies, c => c.TopUpCurrencies, (c, v) => c with { TopUpCurrencies = v }) with
        {
            Description = "ISO 4217 codes in which payments are accepted in addition to currency.",
            Example = """["EUR"]""",
        },
        Value("tax", "Tax", Number, c => c.Tax, (c, v) => c with { Tax = v }) with
        {
            Description = "Percentage, as decimal text.",
            Example = "\"19\"",
        },
        Value("payPalEmail", "PayPal e-mail", Text, c => c.PayPalEmail, (c, v) => c with { PayPalEmail = v }) with { Format = "email" },
        Value(
            "invoiceSchedule", "Invoices", ChoiceOrNone<InvoiceSchedule>(),
            c => c.InvoiceSchedule, (c, v) => c with { InvoiceSchedule = v }),
        Value("dueDays", "Due after", Whole, c => c.DueDays, (c, v) => c with { DueDays = v }) with
        {
            Description = "Days from an invoice's date until it is due.",
        },
        Value("invoiceTemplate", "Invoice template", Text, c => c.InvoiceTemplate, (c, v) => c with { InvoiceTemplate = v }),
        Value("recordingDays", "Keep recordings for", Whole, c => c.RecordingDays, (c, v) => c with { RecordingDays = v }) with
        {
            Description = "Days that recordings are kept.",
        },
        Value("nonItemised", "Show its people sums of calls only", Flag, c => c.NonItemised, (c, v) => c with { NonItemised = v }) with
        {
            Description = "true: its people see sums of calls and no single call, on pages, in files and live, as a subscriber may ask "
                + "(Directive 2002/58/EC, article 7). The customer can change it too. The API still has every call. Default: false.",
        },
        Shown(
            BalanceName,
            Amounts.Money with { Description = "Completed payments less charges, in currency." },
            Balance),
    ];

    private static JsonNode? Balance(CustomerShown shown)
    {
        var balance = shown.Balances.In(shown.View.Settings.Currency);
        return Amounts.Text(balance.Amount, balance.Currency);
    }
}
