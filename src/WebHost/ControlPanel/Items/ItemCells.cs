using System.Globalization;
using Portal.Customers;

namespace Portal.WebHost.ControlPanel;

/// <summary>A row as its list shows it, in the order of its plan's columns. Pure.</summary>
internal static class ItemCells
{
    public static ItemCell[] Of(ItemView item, DateTimeOffset now) => item.Settings switch
    {
        Payment p =>
        [
            new(null, Time: p.Time ?? item.CreatedAt), new(PanelMoney.Text(p.Money), Number: true), Status(p.Status),
            new(p.Description), new(p.Method),
        ],
        CustomerRoute r =>
        [
            new(r.Name), r.Enabled ? new("Enabled", Kind: "good") : new("Disabled", Kind: "off"), new(r.Prefix), new(r.RateCard),
            new(Count(r.Channels), Number: true), new(Count(r.Cps), Number: true),
        ],
        CustomerPackage p =>
        [
            new(p.Name), new(Money.Of(p.Retail, p.Currency ?? "") is { } price ? PanelMoney.Text(price) : "Open", Number: true),
            new(Capital(p.Frequency)), new(Count(p.Quantity), Number: true), new(Day(p.Start)), new(Day(p.End)),
        ],
        CustomerAlert a =>
        [
            new(a.Title), new($"{Words.Column(SharedFields.Name(a.Area))} {Sign(a.Operator)} {Numbers.Text((decimal?)a.Threshold)}"), new(a.Level), new(a.Email),
            a.Penalty ? new("Penalty", Kind: "warn") : new((string?)null),
        ],
        CustomerContract c =>
        [
            new(c.Name), State(c, now), new(c.Required ? "Required" : "Free"), new(null, Time: c.GraceUntil), new(c.ApprovedBy),
        ],
        _ => [],
    };

    private static ItemCell Status(PaymentStatus status) => status switch
    {
        PaymentStatus.Completed => new("Completed", Kind: "good"),
        PaymentStatus.Pending => new("Pending", Kind: "wait"),
        _ => new("Cancelled", Kind: "off"),
    };

    private static ItemCell State(CustomerContract contract, DateTimeOffset now) =>
        contract.ApprovedAt is not null ? new("Approved", Kind: "good")
        : contract is { Required: true, GraceUntil: { } until } && until <= now ? new("Overdue: closes the portal", Kind: "bad")
        : new("Waiting for approval", Kind: "wait");

    private static string Sign(AlertOperator sign) => sign switch { AlertOperator.Lt => "<", AlertOperator.Gt => ">", _ => "=" };

    private static string? Count(int? number) => number?.ToString("N0", CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Capital(PackageFrequency frequency) => frequency.ToString();
}
