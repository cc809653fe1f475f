using Portal.Calls;

namespace Portal.Customers;

/// <summary>
/// What a balance is, for whoever shows or checks one: the sum of a customer's completed payments in a currency less what its calls were
/// charged, in millionths (ADR 0046). The index <c>portal_customer_items_balance</c> has all that it reads of payments; what calls were
/// charged in all is summed where they are stored, in their transaction.
/// </summary>
internal static class BalanceSql
{
    /// <summary>Of the customer <c>@customer</c>, a row for each currency that it has completed payments or calls in.</summary>
    public const string Each = $"""
        SELECT moved.currency, CAST(SUM(moved.micro) AS bigint) AS micro FROM (
          SELECT paid.currency, paid.amount_micro AS micro {Completed} AND paid.customer = @customer
          UNION ALL
          SELECT charged.currency, -charged.charge_micro FROM portal_call_charges charged WHERE charged.customer = @customer) moved
        GROUP BY moved.currency
        """;

    private const string Sum = "CAST(COALESCE(SUM(paid.amount_micro), 0) AS bigint)";
    private const string Completed = "FROM portal_customer_items paid WHERE paid.kind = 'payment' AND paid.status = 'completed'";

    /// <summary>One balance, as an expression to select, to compare or to sort by.</summary>
    /// <param name="customer">SQL that says whose: a column or a parameter, nobody's text.</param>
    /// <param name="currency">SQL that says in what.</param>
    public static string Of(string customer, string currency) => $"""
        ({Paid(customer, currency, "1 = 1")} - COALESCE((SELECT charged.charge_micro FROM portal_call_charges charged
            WHERE charged.customer = {customer} AND charged.currency = {currency}), 0))
        """;

    /// <summary>
    /// What it was after the payment <c>at</c>, which is selected from. Calls count by the quarter of an hour: those of the payment's own
    /// come after it.
    /// </summary>
    public static string After(string customer, string currency) => $"""
        ({Paid(customer, currency, "(paid.sort_at, paid.id) <= (at.sort_at, at.id)")}
          - (SELECT CAST(COALESCE(SUM(charged.charge_micro), 0) AS bigint) FROM portal_call_quarters charged
            WHERE charged.customer = {customer} AND charged.currency = {currency} AND charged.quarter < at.sort_at / {CallSums.Quarter}))
        """;

    private static string Paid(string customer, string currency, string only) =>
        $"(SELECT {Sum} {Completed} AND paid.customer = {customer} AND paid.currency = {currency} AND {only})";
}
