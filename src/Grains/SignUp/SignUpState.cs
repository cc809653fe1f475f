using System.Text.Json.Serialization;
using Portal.Customers;
using Portal.Mail;
using Portal.Saving;

namespace Portal.SignUp;

/// <summary>How far a sign-up has come. Each step is saved before the next begins. Names are stored: never rename.</summary>
internal enum SignUpStep
{
    /// <summary>Nothing was sent yet, or all of it is cleared.</summary>
    None,

    /// <summary>The address is held; its link was mailed.</summary>
    Waiting,

    /// <summary>Nothing comes of it: the address is a person's, or another sign-up's that was renewed. Only the answer is kept.</summary>
    Answered,

    /// <summary>The address is confirmed: from here on it goes on by itself.</summary>
    Confirmed,

    /// <summary>What the template says is in the document.</summary>
    Copied,

    CustomerMade,

    /// <summary>The address is the person's for good.</summary>
    Committed,
    PersonMade,
    Welcomed,

    /// <summary>Staff were told what was left out, if anything was.</summary>
    Done,

    /// <summary>It can't go on: what was made is taken back.</summary>
    Undoing,

    /// <summary>It ended with a reason.</summary>
    Failed,
}

/// <summary>What is stored of a sign-up. Names are part of what is stored: never rename.</summary>
internal sealed record SignUpState : Stored
{
    public SignUpStep Step { get; init; }
    public string Host { get; init; } = "";

    /// <summary>Who signs up; null once it is done with, one way or another.</summary>
    public SignUpPerson? Person { get; init; }

    /// <summary>Until when the address is held for an unconfirmed one, and the answer of any other is kept.</summary>
    public DateTimeOffset EndsAt { get; init; }
    public string? LinkHash { get; init; }
    public DateTimeOffset LinkEndsAt { get; init; }

    /// <summary>A mail that the outbox has not taken yet; its ids are counted by <see cref="Mails"/>.</summary>
    public StoredMail? Mail { get; init; }
    public int Mails { get; init; }

    /// <summary>Newer forms that renewed this one.</summary>
    public string[] RecentOperations { get; init; } = [];

    public DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>Minted when the address is confirmed, before anything is made of it.</summary>
    public string? CustomerId { get; init; }
    public string? PersonId { get; init; }
    public string? ContactId { get; init; }

    public CustomerSettings? Customer { get; init; }
    public StoredItems? Items { get; init; }
    public string[] LeftOut { get; init; } = [];

    /// <summary>Why it failed.</summary>
    public string? Reason { get; init; }

    [JsonIgnore]
    public bool IsUnderWay => Step is >= SignUpStep.Confirmed and < SignUpStep.Done or SignUpStep.Undoing;

    /// <summary>What its owner is still held by, or has: all but nothing and the failed.</summary>
    [JsonIgnore]
    public bool IsConfirmed => Step is >= SignUpStep.Confirmed and <= SignUpStep.Done;

    public override string ToString() => $"{nameof(SignUpState)} {Step}";
}

/// <summary>The form, checked, with the password hashed.</summary>
internal sealed record SignUpPerson(
    CustomerKind Kind,
    string Company,
    string Name,
    string Email,
    string PasswordHash,
    string? Phone,
    string Country,
    string Currency,
    string BrowserHash,
    string? Source,
    string Language) : Kept
{
    public override string ToString() => nameof(SignUpPerson);
}

/// <summary>A mail between the write that decided on it and the outbox.</summary>
/// <param name="Box">The host whose outbox takes it.</param>
/// <param name="SealedLink">Path and query.</param>
/// <param name="Situation">Which of the kind's texts it has; null: the usual one.</param>
internal sealed record StoredMail(
    string Box,
    string Id,
    MailKind Kind,
    string ToAddress,
    string ToName,
    string Language,
    string SealedLink,
    DateTimeOffset? UsefulUntil,
    string? Situation = null) : Kept
{
    public override string ToString() => $"{nameof(StoredMail)} {Id}";
}
