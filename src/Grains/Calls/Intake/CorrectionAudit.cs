using System.Globalization;
using Portal.Audit;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>Writes down who corrected what calls cost: how many, and how much, by customer.</summary>
internal sealed class CorrectionAudit(AuditTrail trail, TimeProvider clock)
{
    private const int MostNamed = 50;

    public Task Write(Caller caller, IntakeResult result)
    {
        if (result.Changes.Count == 0)
            return Task.CompletedTask;
        return trail.Append(new AuditEntry(
            Guid.NewGuid().ToString("N"),
            clock.GetUtcNow(),
            caller.Actor,
            "calls.correct",
            "calls",
            null,
            Told(result, change => change.BeforeMicro),
            Told(result, change => change.AfterMicro)));
    }

    private static string Told(IntakeResult result, Func<CallCorrection, long> micro)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["calls"] = result.Accepted.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var change in result.Changes.Take(MostNamed))
            told[$"{change.Customer} {change.Currency}"] = Money.FromMicro(micro(change), change.Currency).ToString();
        if (result.Changes.Count > MostNamed)
            told["more"] = (result.Changes.Count - MostNamed).ToString(CultureInfo.InvariantCulture);
        return PortalJson.Write(told);
    }
}
