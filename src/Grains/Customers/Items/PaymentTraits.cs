using Portal.Lists;
using Portal.Saving;

namespace Portal.Customers;

internal sealed class PaymentTraits : ItemTraits<Payment>
{
    public override ItemKind Kind => ItemKind.Payment;

    public override string Plural => "payments";

    public override string IdPrefix => "pay_";

    public override bool IsForCarriers => false;

    public override (string Name, object Stored)[] Statuses => ListFilter.Words<PaymentStatus>();

    protected override Payment Check(Payment payment, CustomerSettings customer, FieldErrors errors)
    {
        if (payment.Total == 0)
            errors.Add("total", "Enter the amount: above zero for money received, below zero for a refund.");
        var currency = ItemRules.Currency(payment.Currency, customer, errors);
        return payment with
        {
            Time = ItemRules.Moment(payment.Time, "time", errors),
            Total = AmountRules.Paid(payment.Total, currency, "total", errors),
            Currency = currency,
            Description = TextRules.Line(payment.Description, "description", 1000, errors),
            Fee = AmountRules.PaidNotNegative(payment.Fee, currency, "fee", errors),
            Method = TextRules.Line(payment.Method, "method", ItemRules.LongestWord, errors),
        };
    }

    protected override Payment Begin(Payment payment, DateTimeOffset time) => payment with { Time = payment.Time ?? time };

    protected override Payment Keep(Payment next, Payment now) => next with { Time = next.Time ?? now.Time };

    protected override Payment Move(Payment payment, TimeShift shift) => payment with { Time = shift.Of(payment.Time) };

    protected override Payment? Copy(Payment payment, CopyTerms terms)
    {
        if (terms.IsSameMoney)
            return payment with { Time = terms.Shift.To };
        terms.LeftOut.Add("payments");
        return null;
    }

    protected override string?[] Words(Payment payment) =>
        [payment.Money.ToString(), payment.Currency, payment.Description, payment.Method];

    protected override ItemColumns Columns(Payment payment) =>
        new(payment.Time, payment.Money, UnknownNames.Of(payment.Status));
}
