using System.Text.Json.Serialization;
using Portal.Audit;
using Portal.Saving;

namespace Portal.People;

/// <summary>What is stored of a person. Names are part of what is stored: never rename. Each write is one version.</summary>
internal sealed record PersonState : Stored, IStored
{
    /// <summary>0: never was.</summary>
    public long Version { get; init; }

    /// <summary>The version that last changed more than sessions: what somebody who edits is compared with.</summary>
    public long EditVersion { get; init; }

    /// <summary>It had places and has none any more.</summary>
    public bool Gone { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>As <see cref="EmailAddress"/> writes it.</summary>
    public string Email { get; init; } = "";
    public string Scope { get; init; } = "";
    public string HomeHost { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Phone { get; init; }
    public string? Mobile { get; init; }
    public string? Language { get; init; }
    public string? TimeZone { get; init; }
    public bool EmailVerified { get; init; }
    public bool MobileVerified { get; init; }

    /// <summary>As the password hasher writes it; null: invited, none set yet.</summary>
    public string? PasswordHash { get; init; }
    public PersonFactor Factor { get; init; } = PersonFactor.None;
    public StoredPlace[] Places { get; init; } = [];

    /// <summary>It has had a place that it accepted: what it says of itself is its own.</summary>
    public bool Known { get; init; }
    public HeldSession[] Sessions { get; init; } = [];
    public PersonLink[] Links { get; init; } = [];
    public StaffPass[] Passes { get; init; } = [];

    /// <summary>An address that waits for its confirmation.</summary>
    public string? NewEmail { get; init; }
    public PersonMove[] Moves { get; init; } = [];
    public DateTimeOffset? LastSignInAt { get; init; }
    public string[] RecentOperations { get; init; } = [];

    /// <summary>What follows from the last writes and may not be done yet.</summary>
    public PersonEffect[] Outstanding { get; init; } = [];

    IEnumerable<AuditEntry> IStored.Audits => Outstanding.Select(effect => effect.Audit).OfType<AuditEntry>();

    [JsonIgnore]
    public bool Lives => Version > 0 && !Gone;

    [JsonIgnore]
    public bool HasPassword => PasswordHash is not null;

    public StoredPlace? Place(string contact) => Array.Find(Places, place => place.Contact == contact);

    /// <summary>It has done nothing of its own yet: all that there is of it was typed into this invitation.</summary>
    public bool IsOf(StoredPlace place) => !Known && LastSignInAt is null && Array.TrueForAll(Places, one => one.Invitation is not null)
        && (HasPassword ? place.Invitation is { IsOpen: true } : Places[0].Contact == place.Contact);

    /// <summary>Whether another place is the person's too: one that it has not accepted is nobody's business.</summary>
    public bool HasPlaceBeside(string contact) => Array.Exists(Places, place => place.Contact != contact && place.Invitation is null);

    public HeldSession? Session(string id, DateTimeOffset now) =>
        Array.Find(Sessions, held => held.Session.Id == id && held.Session.EndsAt > now);

    public bool Did(string operationId) => RecentOperations.Contains(operationId, StringComparer.Ordinal);

    // Its secrets stay out of logs.
    public override string ToString() => nameof(PersonState);
}
