namespace Portal.Calls;

/// <summary>What is kept of a call's sound.</summary>
/// <param name="Key">Of the call.</param>
internal sealed record Recording(CallKey Key, RecordingFormat Format, long Size, DateTimeOffset AddedAt)
{
    /// <summary>Where its bytes lie.</summary>
    public string Blob => BlobOf(Key, Format.Name);

    /// <summary>Changes when it is replaced.</summary>
    public string Version => $"{Key}-{AddedAt.ToUnixTimeMilliseconds():x}";

    public static string BlobOf(CallKey key, string format)
    {
        var name = key.Value.ToString("N");
        // Folders of some thousand files each, rather than one of millions.
        return $"recordings/{name[..3]}/{name}.{format}";
    }
}
