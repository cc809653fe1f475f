using System.Text.Json.Serialization;
using Portal.Access;
using Portal.Saving;

namespace Portal.People;

/// <summary>One place of a person, as it is stored.</summary>
internal sealed record StoredPlace : Kept
{
    public required string Contact { get; init; }
    public required string Customer { get; init; }
    public string? Type { get; init; }
    public string? Department { get; init; }
    public ContactRole Role { get; init; }
    public ContactStatus Status { get; init; }
    public string[] AllowedIps { get; init; } = [];
    public string? PublicNotes { get; init; }
    public string? PrivateNotes { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>Null: accepted.</summary>
    public StoredInvitation? Invitation { get; init; }

    /// <summary>It can't be used before the person has accepted.</summary>
    [JsonIgnore]
    public bool Waits => Invitation is { IsOpen: false };

    public static StoredPlace From(PlaceDraft draft, DateTimeOffset now) =>
        new StoredPlace { Contact = draft.Contact, Customer = draft.Customer, CreatedAt = now }.With(draft.Settings);

    /// <summary>The place's own part of what somebody set.</summary>
    public StoredPlace With(ContactSettings settings) => this with
    {
        Type = settings.Type,
        Department = settings.Department,
        Role = settings.Role,
        Status = settings.Status,
        AllowedIps = settings.AllowedIps,
        PublicNotes = settings.PublicNotes,
        PrivateNotes = settings.PrivateNotes,
    };

    public PersonPlace ToPlace() => new(
        Contact, Customer, Role, Status, AllowedIps, Department, PublicNotes, Waits ? Invitation!.Inviter : null);
}

/// <summary>A customer's move to another scope that was prepared.</summary>
/// <param name="SplitTo">Id of the person that is split off, when places elsewhere stay; null: the person itself moves.</param>
internal sealed record PersonMove(string Customer, string Scope, string OperationId, string? SplitTo) : Kept;

/// <summary>Staff's token for one look at a portal.</summary>
/// <param name="Hash">Of the token.</param>
internal sealed record StaffPass(string Hash, string Contact, string Host, StaffVisit Staff, DateTimeOffset EndsAt) : Kept;
