using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <param name="Key">Of the section's texts, after <c>Cost.</c>.</param>
internal readonly record struct CostStep(string Key, Money Amount);

/// <summary>How a call's charge comes about, from what the call itself says. Pure.</summary>
internal static class CostLadder
{
    /// <param name="allows">Whether the domain shows a column.</param>
    /// <returns>Empty: what it is made of isn't known, or isn't shown.</returns>
    public static IReadOnlyList<CostStep> Of(Call call, Func<string, bool> allows)
    {
        if (call is not { Rate: { } rate, BilledDuration: { } billed } || !allows("rate") || !allows("billedDuration") || !allows("charge"))
            return [];
        // Digits beyond those that are kept are nobody's money.
        var minutes = new Money(Math.Round(rate * billed / 60, Money.MostDigits, MidpointRounding.AwayFromZero), call.Currency);
        List<CostStep> steps = [new("Minutes", minutes)];
        var rest = call.Cost - minutes;
        if (call.ConnectCost is { } connect && connect != 0 && rest.Amount != 0 && allows("connectCost"))
        {
            steps.Add(new("Connect", new(connect, call.Currency)));
            rest -= new Money(connect, call.Currency);
        }

        if (rest.Amount != 0)
            steps.Add(new("Rest", rest));
        steps.Add(new("Charge", call.Cost));
        return steps;
    }
}
