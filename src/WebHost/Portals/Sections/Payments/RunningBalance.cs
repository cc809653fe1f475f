using Portal.Customers;

namespace Portal.WebHost.Portals;

/// <summary>A payment with what the balance was after it.</summary>
internal sealed record PaymentRow(Payment Item, DateTimeOffset Time, decimal Balance);

/// <summary>The balance beside each payment. Completed ones in the customer's own currency move it, others don't.</summary>
internal static class RunningBalance
{
    /// <param name="newestFirst">Payments that follow each other.</param>
    /// <param name="after">The balance after the first of them.</param>
    public static IEnumerable<PaymentRow> Down(IEnumerable<ItemView> newestFirst, decimal after, string currency)
    {
        foreach (var view in newestFirst)
        {
            var payment = (Payment)view.Settings;
            yield return new PaymentRow(payment, payment.Time ?? view.CreatedAt, after);
            after -= Moves(payment, currency);
        }
    }

    /// <param name="oldestFirst">All payments.</param>
    /// <param name="before">The balance before the first of them.</param>
    public static async IAsyncEnumerable<PaymentRow> Up(IAsyncEnumerable<ItemView> oldestFirst, decimal before, string currency)
    {
        await foreach (var view in oldestFirst)
        {
            var payment = (Payment)view.Settings;
            before += Moves(payment, currency);
            yield return new PaymentRow(payment, payment.Time ?? view.CreatedAt, before);
        }
    }

    /// <summary>What payments after this one moved; all of them where it is null.</summary>
    public static async Task<decimal> Since(IAsyncEnumerable<ItemView> oldestFirst, string? id, string currency)
    {
        var (sum, counts) = (0m, id is null);
        await foreach (var view in oldestFirst)
        {
            if (counts)
                sum += Moves((Payment)view.Settings, currency);
            counts |= view.Id == id;
        }

        return sum;
    }

    private static decimal Moves(Payment payment, string currency) =>
        payment.Status == PaymentStatus.Completed && payment.Currency == currency ? payment.Total : 0;
}
