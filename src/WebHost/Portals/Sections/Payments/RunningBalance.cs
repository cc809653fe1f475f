using Portal.Customers;

namespace Portal.WebHost.Portals;

/// <summary>A payment with what the balance was after it.</summary>
internal sealed record PaymentRow(Payment Item, DateTimeOffset Time, Money Balance);

/// <summary>The balance beside each payment. Completed ones in the customer's own currency move it, others don't.</summary>
internal static class RunningBalance
{
    /// <param name="newestFirst">Payments that follow each other.</param>
    /// <param name="after">The balance after the first of them.</param>
    public static IEnumerable<PaymentRow> Down(IEnumerable<ItemView> newestFirst, Money after)
    {
        foreach (var view in newestFirst)
        {
            var payment = (Payment)view.Settings;
            yield return new PaymentRow(payment, payment.Time ?? view.CreatedAt, after);
            after -= Moves(payment, after.Currency);
        }
    }

    /// <param name="newestFirst">Payments that follow each other.</param>
    /// <param name="after">The balance after the first of them.</param>
    public static async IAsyncEnumerable<PaymentRow> Down(IAsyncEnumerable<ItemView> newestFirst, Money after)
    {
        await foreach (var view in newestFirst)
        {
            var payment = (Payment)view.Settings;
            yield return new PaymentRow(payment, payment.Time ?? view.CreatedAt, after);
            after -= Moves(payment, after.Currency);
        }
    }

    private static Money Moves(Payment payment, string currency) =>
        payment.Status == PaymentStatus.Completed && payment.Currency == currency ? payment.Money : new(0, currency);
}
