using System.Text.Json.Serialization;
using Portal.Credentials;
using Portal.Saving;

namespace Portal.Staff;

/// <summary>What is stored of a member of staff.</summary>
internal sealed record OperatorState : StoredDocument, IVersionedDocument
{
    public string? Id { get; init; }
    public OperatorSettings? Settings { get; init; }

    /// <summary>The account ended; its version and address stay, so that the address may come back.</summary>
    public bool Removed { get; init; }

    /// <summary>As the password hasher writes it: algorithm, strength, salt and hash in one.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Sealed; base 32 inside.</summary>
    public string? SealedFactor { get; init; }

    /// <summary>The last time step (RFC 6238) whose code was accepted: it and earlier ones never are again.</summary>
    public long LastStep { get; init; }

    /// <summary>Hashes of unused recovery codes.</summary>
    public string[] RecoveryCodes { get; init; } = [];

    /// <summary>Wrong answers of browsers that never signed in here.</summary>
    public Failures Strangers { get; init; } = Failures.None;

    /// <summary>Wrong answers of browsers that did.</summary>
    public Failures Known { get; init; } = Failures.None;

    /// <summary>Hashes of what those browsers keep; newest first.</summary>
    public string[] Devices { get; init; } = [];

    /// <summary>SHA-256 of the token of a link that sets a password; null: none is open.</summary>
    public string? LinkHash { get; init; }
    public DateTimeOffset? LinkUntil { get; init; }

    /// <summary>
    /// The same for a link that was mailed to whoever forgot the password: a stranger who asks for one ends no invitation.
    /// </summary>
    public string? ResetHash { get; init; }
    public DateTimeOffset? ResetUntil { get; init; }
    /// <summary>By a list's name, the columns that this person chose to see of it.</summary>
    public Dictionary<string, string[]> Columns { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }

    [JsonIgnore]
    public bool Lives => Settings is not null && !Removed;

    public OperatorView ToView() => new(
        Id!, Settings!, SealedFactor is not null, RecoveryCodes.Length, Version, CreatedAt, PasswordHash is not null, LinkUntil, Columns);

    // Its secrets stay out of logs.
    public override string ToString() => nameof(OperatorState);
}
