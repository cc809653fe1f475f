using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>Says of which switches nothing was heard for too long: what they told may be over. In words of the section. Pure.</summary>
internal static class StaleNotes
{
    /// <param name="switches">All that were heard of; those that tell nothing of the customer's are no matter of the page.</param>
    public static IReadOnlyList<string> Of(PortalCall call, TextSet texts, IReadOnlyList<LiveSwitch> switches)
    {
        var telling = switches.Where(one => one.Count > 0).ToArray();
        var one = telling.Select(told => told.Switch).Distinct(StringComparer.Ordinal).Count() == 1;
        return
        [
            .. from told in telling
               where told.IsStale
               select texts.Format(
                   one ? "Stale" : "Stale.Switch", Ago(call.Now - told.HeardAt, texts), Moments.ToSecond(call, told.HeardAt), told.Switch),
        ];
    }

    /// <summary>What an empty list says: that there is nothing, or that nobody would know.</summary>
    public static string Empty(TextSet texts, IReadOnlyList<LiveSwitch> switches) =>
        texts[switches.Any(one => !one.IsStale) ? "Empty" : "Unheard"];

    private static string Ago(TimeSpan time, TextSet texts) => time < TimeSpan.FromHours(1)
        ? texts.Count("Ago.Minutes", Math.Max(1, (long)time.TotalMinutes))
        : texts.Count("Ago.Hours", (long)time.TotalHours);
}
