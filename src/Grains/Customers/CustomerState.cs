using System.Text.Json.Serialization;
using Portal.Audit;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>What is stored of a customer or carrier. Names are part of what is stored: never rename.</summary>
internal sealed record CustomerState : Stored, IVersionedDocument, IStored
{
    /// <summary>0: never was. Rises with each change that its snapshot shows, and never restarts.</summary>
    public long Version { get; init; }

    /// <summary>
    /// Rises with each write, as the store's own version does: the steps of a move, and rows, write without a new version.
    /// </summary>
    public long Writes { get; init; }

    public bool Deleted { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public CustomerSettings? Settings { get; init; }

    /// <summary>Required contracts that nobody approved, with the end of their grace.</summary>
    public Dictionary<string, DateTimeOffset> OpenContracts { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Rows of the last write, and of those before it that could not be written to their table yet.</summary>
    public StoredItem[] Items { get; init; } = [];

    /// <summary>The same of audit rows.</summary>
    public AuditEntry[] Audits { get; init; } = [];

    /// <summary>A change of domain that is on its way.</summary>
    public PendingMove? Move { get; init; }

    /// <summary>Deleted, but places of people are still to be taken away: by whom.</summary>
    public PendingRemoval? Removal { get; init; }

    /// <summary>Of a sign-up that was not approved (yet): what comes with it then.</summary>
    public WaitingRows? Waiting { get; init; }

    /// <summary>Why a sign-up was refused.</summary>
    public string? Refusal { get; init; }

    /// <summary>Staff decided on a sign-up, but its people are still to be told.</summary>
    public PendingDecision? Decision { get; init; }

    /// <summary>An alert set the status to penalty, and nobody changed it since.</summary>
    public bool IsPenalized { get; init; }

    public string[] RecentOperations { get; init; } = [];

    long IStored.SettlesAt => Writes;

    IEnumerable<AuditEntry> IStored.Audits => Audits;

    [JsonIgnore]
    public bool Lives => Version > 0 && !Deleted && Settings is not null;

    [JsonIgnore]
    public DateTimeOffset? ContractsDueAt => OpenContracts.Count == 0 ? null : OpenContracts.Values.Min();

    [JsonIgnore]
    public bool HasUnfinished => Move is not null || Removal is not null || Decision is not null;

    // The brand by domain is the read model's to say; the grain puts it in.
    public CustomerView ToView() => new(
        Settings!, Version, Settings!.Reseller, CreatedAt, ChangedAt, Settings.Status == CustomerStatus.Inactive ? Refusal : null);

    /// <summary>Whether a penalty begins now, or ends: while nobody else says what the status is, and once for each operation.</summary>
    public bool TakesPenalty(bool starts, Change change) =>
        Lives && Settings!.Status == (starts ? CustomerStatus.Active : CustomerStatus.Penalty) && (starts || IsPenalized)
        && !RecentOperations.Contains(change.OperationId);

    /// <summary>Null: this one is no newer. One that never was answers version 0.</summary>
    public CustomerSnapshot? ToSnapshot(string id, long newerThan) =>
        Version > newerThan || (Version == 0 && newerThan < 0) ? ToSnapshot(id) : null;

    /// <summary>As front ends keep it.</summary>
    public CustomerSnapshot ToSnapshot(string id) =>
        new(id, Version, Lives ? Settings! with { PrivateNotes = null } : null, Lives ? ContractsDueAt : null);
}

/// <summary>A change of domain between its first step and its last.</summary>
/// <param name="Id">Names its steps to the persons.</param>
/// <param name="Decided">The settings are written: it goes on to its end. Else it is taken back.</param>
/// <param name="Scope">The new login scope.</param>
/// <param name="HomeHost">Where the persons' mails lead from then on.</param>
internal sealed record PendingMove(string Id, bool Decided, string Scope, string HomeHost, string[] Persons, Actor Actor) : Kept;

internal sealed record PendingRemoval(string Id, Actor Actor) : Kept;
