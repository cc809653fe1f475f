namespace Portal.Mail;

/// <summary>When a mail that didn't go out is tried again. Pure.</summary>
internal static class MailBackOff
{
    /// <summary>How long a mail is tried.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    /// <summary>
    /// 30 s and 1 min: a hiccup, and somebody waits for a link. 2, 5, 10 min: a greylist lets the second try of a few minutes
    /// later in (RFC 6647), a mail server restarts. 15 and 30 min: the wait that RFC 5321 (4.5.4.1) asks for between tries.
    /// 1 h, then each 2 h: somebody has to repair something, and no server is helped by being asked more often.
    /// </summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2),
    ];

    /// <param name="attempts">How many there were, this one included.</param>
    /// <param name="jitter">0 to 1: adds up to a tenth, so that the mails of many domains don't fall together at one server.</param>
    public static TimeSpan Wait(int attempts, double jitter) => Waits[Math.Clamp(attempts, 1, Waits.Length) - 1] * (1 + (0.1 * jitter));
}
