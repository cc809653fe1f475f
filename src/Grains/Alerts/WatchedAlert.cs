using Portal.Customers;

namespace Portal.Alerts;

/// <summary>How it stands with an alert. What was never judged has never fired.</summary>
internal sealed record AlertState
{
    public static readonly AlertState New = new();

    /// <summary>In the place of a time that isn't known yet.</summary>
    public static readonly DateTimeOffset UntilOver = DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_999);

    /// <summary>Rises with each write.</summary>
    public long Writes { get; init; }

    /// <summary>How often it fired so far.</summary>
    public long Firings { get; init; }

    /// <summary>How often anything became of it.</summary>
    public long Events { get; init; }
    public DateTimeOffset? FiringSince { get; init; }
    public DateTimeOffset? RepeatAt { get; init; }

    /// <summary>When the status that it set comes back; <see cref="UntilOver"/>: with the end of the alert; null: it set none.</summary>
    public DateTimeOffset? PenaltyUntil { get; init; }

    /// <summary>No mails until then.</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>The hour that its mails are counted in.</summary>
    public DateTimeOffset MailedFrom { get; init; }
    public long Mailed { get; init; }

    public bool IsMuted(DateTimeOffset now) => MutedUntil > now;
}

/// <summary>An alert with all that it is judged from beside what it sees.</summary>
/// <param name="Zone">The customer's IANA zone; null: UTC.</param>
internal sealed record WatchedAlert(
    string Customer, string Id, CustomerAlert Alert, string CustomerName, string Currency, string? Domain, string? Zone, AlertState State);

/// <summary>What became of an alert. Stored by name: never rename.</summary>
internal enum AlertEventKind
{
    Fired,
    Repeated,
    Over,
}

/// <summary>One thing that became of an alert, and what follows from it.</summary>
/// <param name="Number">Among those of its alert: names what follows.</param>
/// <param name="Firing">Of which firing, counted from 1.</param>
/// <param name="Title">The alert's then.</param>
internal sealed record AlertEvent(
    string Alert, long Number, string Customer, AlertEventKind Kind, long Firing, DateTimeOffset At, string Title, AlertReading Reading)
{
    /// <summary>Which outbox takes the mails; null: there are none.</summary>
    public string? Box { get; init; }

    /// <summary>Whole, so that they are the same mails however often they are handed over.</summary>
    public Mail.MailDraft[] Drafts { get; init; } = [];

    /// <summary>The customer's status follows.</summary>
    public bool Penalty { get; init; }
}
