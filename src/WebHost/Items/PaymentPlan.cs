using Portal.Customers;
using Portal.Saving;
using static Portal.WebHost.Items.ItemFieldsOf<Portal.Customers.Payment>;

namespace Portal.WebHost.Items;

internal sealed class PaymentPlan : ItemPlan<Payment>
{
    public override ItemKind Kind => ItemKind.Payment;

    public override string Title => "Payments";

    public override string One => "payment";

    public override string Empty => "Money that came in. Completed payments count towards the balance. "
        + "If this customer is a template, each new customer gets its own copies.";

    public override string WhenDeleted =>
        "It no longer counts towards the balance. To keep it on record, set its status to cancelled instead.";

    public override bool ShowsBalance => true;

    protected internal override IReadOnlyList<string> FormOrder => ["total", "currency", "status", "time", "method", "fee", "description"];

    protected override Payment Absent(string currency) => new() { Total = 0, Currency = currency };

    protected override ItemField<Payment>[] Describe() =>
    [
        Time("time", "Time (UTC)", p => p.Time, (p, time) => p with { Time = time }) with
        {
            Help = "Empty: now.",
            Description = "Default: now.",
        },
        // Nobody pays nothing: a form that says so has still to be filled in.
        Money(
            "total", "Total", p => p.Total == 0 ? null : p.Total, (p, total) => p with { Total = total ?? 0 }, p => p.Currency,
            missing: "Enter the amount, such as 5.00.") with
        {
            Help = "Less than zero: a refund.",
            Description = "The amount received; less than zero: a refund.",
        },
        Currency(p => p.Currency, (p, currency) => p with { Currency = currency ?? "" }),
        Choice(
            "status", "Status", p => p.Status, (p, status) => p with { Status = status },
            (PaymentStatus.Completed, "Completed"), (PaymentStatus.Pending, "Pending"), (PaymentStatus.Cancelled, "Cancelled")) with
        {
            Help = "Only completed payments count.",
            Description = "Default: completed. Only completed ones count towards the balance.",
        },
        Text("description", "Description", p => p.Description, (p, text) => p with { Description = text }) with
        {
            Help = "Only staff can see what follows a #.",
            Description = "Only staff can see what follows a #.",
        },
        Money("fee", "Fee", p => p.Fee, (p, fee) => p with { Fee = fee }, p => p.Currency),
        Text("method", "Method", p => p.Method, (p, text) => p with { Method = text }) with
        {
            Help = "Bank transfer, voucher, …",
            Description = "In words: bank transfer, voucher, …",
        },
    ];

    protected override ItemColumn<Payment>[] List() =>
    [
        new("time", "Time", (p, row, _) => ItemCell.Of(p.Time ?? row.CreatedAt)) { Sort = ItemList.Time.Key },
        new("total", "Total", p => ItemCell.Of(p.Total, p.Currency)) { IsNumber = true },
        new("status", "Status", p => Status(p.Status)),
        new("description", "Description", p => p.Description),
        new("method", "Method", p => p.Method),
    ];

    private static ItemCell Status(PaymentStatus status) => UnknownNames.IsUnknown(status) ? new(UnknownNames.Of(status)) : status switch
    {
        PaymentStatus.Completed => new("Completed", Kind: "good"),
        PaymentStatus.Pending => new("Pending", Kind: "wait"),
        PaymentStatus.Cancelled => new("Cancelled", Kind: "off"),
    };
}
