using Portal.Credentials;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.People;

/// <summary>A person's second factor, as it is stored.</summary>
internal sealed record PersonFactor : Kept
{
    public static readonly PersonFactor None = new();

    /// <summary>Sealed; base 32 inside.</summary>
    public string? Sealed { get; init; }

    /// <summary>The last time step whose code was accepted: it and earlier ones never are again.</summary>
    public long LastStep { get; init; }

    /// <summary>Hashes of unused recovery codes.</summary>
    public string[] RecoveryCodes { get; init; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public bool Holds => Sealed is not null;

    /// <summary>The factor after this code was used up; null: it is wrong, or was used before.</summary>
    public PersonFactor? Use(string code, ISecrets secrets, DateTimeOffset now)
    {
        if (Sealed is null)
            return null;
        if (SecondFactor.StepOf(secrets.Open(SecretPurposes.SecondFactor, Sealed), code, LastStep, now) is { } step)
            return this with { LastStep = step };
        var recovery = SecondFactor.Hash(code);
        return RecoveryCodes.Contains(recovery, StringComparer.Ordinal)
            ? this with { RecoveryCodes = [.. RecoveryCodes.Where(hash => hash != recovery)] }
            : null;
    }

    public override string ToString() => nameof(PersonFactor);
}
