namespace Portal.Files;

/// <summary>Which public file: names are there once within their owner.</summary>
/// <param name="Owner">The brand that it belongs to; null: the platform's, which all brands may show.</param>
/// <param name="Name">As in <c>acme-logo.png</c>.</param>
public readonly record struct FileKey(string? Owner, string Name)
{
    /// <summary>The key of its grain and of its notes: <c>acme/logo.png</c>, or <c>logo.png</c> for the platform's.</summary>
    public override string ToString() => Owner is null ? Name : Owner + "/" + Name;

    public static FileKey Of(string key) =>
        key.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? new(key[..slash], key[(slash + 1)..]) : new(null, key);
}
