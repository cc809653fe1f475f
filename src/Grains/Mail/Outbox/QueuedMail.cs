namespace Portal.Mail;

/// <summary>A mail as it waits in the store.</summary>
internal sealed class QueuedMail
{
    public required string Box { get; init; }
    public required string Id { get; init; }
    public required long Seq { get; init; }
    public required string Kind { get; init; }

    /// <summary>As it was given; <see cref="Recipient"/> is its form for comparing.</summary>
    public required string Address { get; init; }
    public required string Recipient { get; init; }
    public string? ToName { get; init; }
    public string? Language { get; init; }
    public string? TimeZone { get; init; }

    /// <summary>Sealed.</summary>
    public string? Link { get; init; }

    /// <summary>JSON of the draft's values.</summary>
    public required string Parts { get; init; }
    public required int Attempts { get; init; }
    public required long CreatedAt { get; init; }
    public required long UsefulUntil { get; init; }

    public override string ToString() => FormattableString.Invariant($"{Kind} {Id}");
}
