using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <param name="Key">Of the section's texts, after <c>Phase.</c>.</param>
/// <param name="Start">Where it begins on a line of 100.</param>
/// <param name="Width">How much of the line it takes.</param>
internal readonly record struct CallPhase(string Key, decimal Seconds, decimal Start, decimal Width);

/// <summary>What a call's time went into: until something rang, until somebody answered, until somebody hung up. Pure.</summary>
internal static class CallPhases
{
    // What is short beside an hour of talk is seen nevertheless.
    private const decimal Least = 1;

    /// <param name="allows">Whether the domain shows a column.</param>
    public static IReadOnlyList<CallPhase> Of(Call call, Func<string, bool> allows)
    {
        (string Key, decimal? Seconds)[] known =
        [
            ("Delay", (allows("pddIn") ? call.PddIn : null) / 1000m ?? (allows("pdd") ? call.Pdd : null) / 1000m),
            ("Ringing", allows("ringDuration") ? call.RingDuration : null),
            ("Talking", allows("duration") ? call.Duration : null),
        ];
        var shown = known.Where(phase => phase.Seconds > 0).Select(phase => (phase.Key, Seconds: phase.Seconds!.Value)).ToArray();
        var all = shown.Sum(phase => phase.Seconds);
        var widths = shown.Select(phase => Math.Max(Least, phase.Seconds * 100 / all)).ToArray();
        var scale = 100 / Math.Max(1, widths.Sum());
        var phases = new List<CallPhase>(shown.Length);
        var start = 0m;
        for (var i = 0; i < shown.Length; i++)
        {
            var width = Math.Round(widths[i] * scale, 2);
            phases.Add(new(shown[i].Key, shown[i].Seconds, start, width));
            start += width;
        }

        return phases;
    }
}
