namespace Portal.Saving;

/// <summary>
/// A write-only value on its way in: absent keeps what is stored, null clears it, text replaces it.
/// Never printed: <see cref="ToString"/> tells only which of the three it is.
/// </summary>
[GenerateSerializer, Immutable, Alias("portal.SecretInput")]
public readonly struct SecretInput : IEquatable<SecretInput>
{
    [Id(0)] private readonly bool changes;
    [Id(1)] private readonly string? value;

    private SecretInput(string? value)
    {
        changes = true;
        this.value = value;
    }

    public static SecretInput Keep => default;

    public static SecretInput Clear => new(null);

    public static SecretInput Set(string value) => new(value);

    public bool Keeps => !changes;

    /// <summary>The new value, or null when it is kept or cleared.</summary>
    public string? Value => value;

    public bool Equals(SecretInput other) => changes == other.changes && string.Equals(value, other.value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is SecretInput other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(changes, value);

    public static bool operator ==(SecretInput left, SecretInput right) => left.Equals(right);

    public static bool operator !=(SecretInput left, SecretInput right) => !left.Equals(right);

    public override string ToString() => Keeps ? "(kept)" : value is null ? "(cleared)" : "(changed)";
}
