using System.Diagnostics.Metrics;

namespace Portal.Metrics;

/// <summary>
/// What the product counts of itself, in the meter <c>Portal</c>. Names and labels are promised in <c>docs/ops.md</c>. No
/// label has more values than the code names: never a host, a brand or an address.
/// </summary>
internal static class Instruments
{
    public const string Name = "Portal";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Saves = Meter.CreateCounter<long>(
        "portal.saves", description: "Changes that were made, by kind of document and whether the front ends knew before the answer.");

    private static readonly Counter<long> Repeats = Meter.CreateCounter<long>(
        "portal.saves.repeated",
        description: "Attempts to do what follows a change that failed and will be repeated, by kind of document.");

    private static readonly Counter<long> Orders = Meter.CreateCounter<long>(
        "portal.orders", description: "Orders for certificates that ended, by outcome.");

    private static readonly Counter<long> Mails = Meter.CreateCounter<long>(
        "portal.mails", description: "Attempts to hand mail to a mail server, by outcome.");

    private static readonly Counter<long> SignIns = Meter.CreateCounter<long>(
        "portal.signins", description: "Passwords and codes that were tried, by face and outcome.");

    private static readonly Counter<long> Pages = Meter.CreateCounter<long>(
        "portal.pages.rendered", description: "Public pages that were not in the cache.");

    private static readonly Counter<long> Corrections = Meter.CreateCounter<long>(
        "portal.calls.corrected", description: "Lines of sums of calls that differed from the calls themselves in the nightly proof.");

    private static readonly Counter<long> Taken = Meter.CreateCounter<long>(
        "portal.calls.taken", description: "Lines of calls that came in, by what became of them.");

    private static readonly Histogram<double> Delays = Meter.CreateHistogram<double>(
        "portal.calls.delay",
        "s",
        "From the end of calls to when they came in, on average of each batch.",
        advice: new() { HistogramBucketBoundaries = [1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400] });

    /// <param name="delayMs">Of all that were accepted together.</param>
    public static void TookIn(long accepted, long duplicates, long rejected, long delayMs)
    {
        Count(accepted, "accepted");
        Count(duplicates, "duplicate");
        Count(rejected, "rejected");
        if (accepted > 0)
            Delays.Record(delayMs / 1000d / accepted);

        static void Count(long lines, string outcome)
        {
            if (lines > 0)
                Taken.Add(lines, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    private static readonly Counter<long> Alerts = Meter.CreateCounter<long>(
        "portal.alerts.judged", description: "Alerts that were judged.");

    private static readonly Counter<long> AlertsFired = Meter.CreateCounter<long>(
        "portal.alerts.fired", description: "Alerts that went off, by what they watch.");

    private static readonly Histogram<double> AlertRounds = Meter.CreateHistogram<double>(
        "portal.alerts.round", "s", "How long it took to judge all alerts once.");

    /// <param name="count">How many alerts there are.</param>
    public static void Judged(int count, TimeSpan spent)
    {
        Alerts.Add(count);
        AlertRounds.Record(spent.TotalSeconds);
    }

    /// <param name="area">Of the alert, by its name.</param>
    public static void Fired(string area) => AlertsFired.Add(1, new KeyValuePair<string, object?>("area", area));

    private static readonly Counter<long> DroppedDays = Meter.CreateCounter<long>(
        "portal.calls.dropped_days", description: "Days whose calls were dropped because they are kept no longer.");

    private static readonly Counter<long> Archives = Meter.CreateCounter<long>(
        "portal.calls.archived", description: "Calls that were written into files to leave the database.");

    public static void Rendered() => Pages.Add(1);

    public static void Corrected(int lines) => Corrections.Add(lines);

    public static void Dropped(int days) => DroppedDays.Add(days);

    public static void Archived(long calls) => Archives.Add(calls);

    /// <param name="subject">The grain's type: <c>domain</c>, <c>customer</c>.</param>
    /// <param name="shown">The front ends were told within the budget.</param>
    public static void Saved(string subject, bool shown) => Saves.Add(1, new("subject", subject), new("shown", shown));

    public static void Repeated(string subject) => Repeats.Add(1, new KeyValuePair<string, object?>("subject", subject));

    /// <param name="outcome"><c>issued</c>, or why not.</param>
    public static void Ordered(string outcome) => Orders.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <param name="outcome"><c>sent</c>, <c>refused</c> or <c>postponed</c>.</param>
    public static void Mailed(string outcome) => Mails.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <param name="face"><c>portal</c> or <c>panel</c>.</param>
    /// <param name="outcome">
    /// <c>accepted</c>, <c>needs_code</c>, <c>refused</c>, <c>waits</c> (for approval), <c>limited</c> or <c>busy</c>.
    /// </param>
    public static void SignedIn(string face, string outcome) => SignIns.Add(1, new("face", face), new("outcome", outcome));
}
