using Portal.Saving;

namespace Portal.Staff;

/// <summary>A member of the operator's staff, as somebody set it.</summary>
[GenerateSerializer, Immutable, Alias("portal.OperatorSettings")]
public sealed record OperatorSettings : Kept
{
    /// <summary>As written; the grain's key is its normalised form (<see cref="StaffEmail"/>).</summary>
    [Id(0)] public required string Email { get; init; }

    /// <summary>What colleagues read in lists and in the audit; at most 100 characters.</summary>
    [Id(1)] public required string Name { get; init; }
    [Id(2)] public required StaffRights Rights { get; init; }

    /// <summary>Can't sign in until it is taken back; everything else stays.</summary>
    [Id(3)] public bool Disabled { get; init; }
}

/// <summary>A member of staff as colleagues see it: no password, no second factor.</summary>
/// <param name="Id"><c>op_…</c>.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes are unused.</param>
/// <param name="HasPassword">False: invited, and has not used the link yet.</param>
/// <param name="LinkUntil">Until when a link that sets a password works; null: there is none.</param>
/// <param name="Columns">By a list's name, the columns that this person chose to see of it; null: nothing was chosen yet.</param>
[GenerateSerializer, Immutable, Alias("portal.OperatorView")]
public sealed record OperatorView(
    [property: Id(0)] string Id,
    [property: Id(1)] OperatorSettings Settings,
    [property: Id(2)] bool HasSecondFactor,
    [property: Id(3)] int RecoveryCodesLeft,
    [property: Id(4)] long Version,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] bool HasPassword = true,
    [property: Id(7)] DateTimeOffset? LinkUntil = null,
    [property: Id(8)] Dictionary<string, string[]>? Columns = null);

[GenerateSerializer]
public enum SignInOutcome
{
    /// <summary>Signed in, or the step was right.</summary>
    Accepted,

    /// <summary>The password was right; now the code.</summary>
    NeedsCode,

    /// <summary>E-mail, password or code is wrong.</summary>
    Refused,

    /// <summary>Too many were wrong: nothing was looked at. Again after <see cref="SignInAnswer.WaitUntil"/>.</summary>
    Wait,
}

/// <summary>What one step of signing in came to.</summary>
/// <param name="Operator">Set when the step was right.</param>
[GenerateSerializer, Immutable, Alias("portal.SignInAnswer")]
public sealed record SignInAnswer(
    [property: Id(0)] SignInOutcome Outcome,
    [property: Id(1)] OperatorView? Operator = null,
    [property: Id(2)] DateTimeOffset? WaitUntil = null)
{
    public static readonly SignInAnswer Refused = new(SignInOutcome.Refused);
}

/// <summary>A second factor that waits for its first code.</summary>
/// <param name="Secret">Base 32, as an authenticator app takes it by hand.</param>
/// <param name="Uri"><c>otpauth://</c>, as a QR code holds it.</param>
/// <param name="Offer">The same, sealed: what the page sends back with the first code. It holds for an hour.</param>
[GenerateSerializer, Immutable, Alias("portal.SecondFactorEnrolment")]
public sealed record SecondFactorEnrolment([property: Id(0)] string Secret, [property: Id(1)] string Uri, [property: Id(2)] string Offer)
{
    // The first two are the secret: never printed.
    public override string ToString() => nameof(SecondFactorEnrolment);
}
