namespace Portal.Customers;

/// <summary>
/// What a balance is, for whoever shows or checks one: the sum of a customer's completed payments in a currency, in
/// millionths (ADR 0046). The index <c>portal_customer_items_balance</c> has all that it reads.
/// </summary>
internal static class BalanceSql
{
    /// <summary>Of the customer <c>@customer</c>, a row for each currency that it has completed payments in.</summary>
    public const string Each = $"SELECT paid.currency, {Sum} AS micro {Completed} AND paid.customer = @customer GROUP BY paid.currency";

    private const string Sum = "CAST(COALESCE(SUM(paid.amount_micro), 0) AS bigint)";
    private const string Completed = "FROM portal_customer_items paid WHERE paid.kind = 'payment' AND paid.status = 'completed'";

    /// <summary>One balance, as an expression to select, to compare or to sort by.</summary>
    /// <param name="customer">SQL that says whose: a column or a parameter, nobody's text.</param>
    /// <param name="currency">SQL that says in what.</param>
    /// <param name="only">SQL that says which of the payments, of the table <c>paid</c>; all of them without it.</param>
    public static string Of(string customer, string currency, string only = "1 = 1") =>
        $"(SELECT {Sum} {Completed} AND paid.customer = {customer} AND paid.currency = {currency} AND {only})";
}
