using Portal.Customers;

namespace Portal.WebHost.Portals;

/// <summary>A payment with what the balance was after it.</summary>
internal sealed record PaymentRow(Payment Item, DateTimeOffset Time, Money Balance);

/// <summary>
/// The balance beside each payment. Completed ones in the customer's own currency move it, others don't, and what calls were charged in
/// between does.
/// </summary>
internal static class RunningBalance
{
    private const int AtOnce = 500;

    /// <param name="newestFirst">Payments that follow each other.</param>
    /// <param name="after">The balance after the first of them.</param>
    /// <param name="charged">What calls were charged between each and the next (<see cref="ICustomerItems.ChargedBetween"/>).</param>
    public static IEnumerable<PaymentRow> Down(IReadOnlyList<ItemView> newestFirst, Money after, IReadOnlyList<Money> charged)
    {
        for (var i = 0; i < newestFirst.Count; i++)
        {
            var payment = (Payment)newestFirst[i].Settings;
            yield return new PaymentRow(payment, Time(newestFirst[i]), after);
            after -= Moves(payment, after.Currency);
            if (i < charged.Count)
                after += charged[i];
        }
    }

    /// <param name="newestFirst">Payments that follow each other.</param>
    /// <param name="after">The balance after the first of them.</param>
    /// <param name="charged">What calls were charged between each of some times and the next.</param>
    public static async IAsyncEnumerable<PaymentRow> Down(
        IAsyncEnumerable<ItemView> newestFirst, Money after, Func<IReadOnlyList<DateTimeOffset>, Task<Money[]>> charged)
    {
        // The last of a part begins the next one: what lies between them belongs to neither else.
        var part = new List<ItemView>(AtOnce);
        await foreach (var view in newestFirst)
        {
            part.Add(view);
            if (part.Count < AtOnce)
                continue;
            var rows = Down(part, after, await charged([.. part.Select(Time)])).ToArray();
            foreach (var row in rows[..^1])
                yield return row;
            (after, part) = (rows[^1].Balance, [view]);
        }

        foreach (var row in Down(part, after, await charged([.. part.Select(Time)])))
            yield return row;
    }

    /// <summary>When it was paid.</summary>
    public static DateTimeOffset Time(ItemView view) => ((Payment)view.Settings).Time ?? view.CreatedAt;

    private static Money Moves(Payment payment, string currency) =>
        payment.Status == PaymentStatus.Completed && payment.Currency == currency ? payment.Money : new(0, currency);
}
