using System.Security.Cryptography;
using System.Text;
using Portal.Calls;

namespace Portal.WebHost.ControlPanel;

/// <summary>A file of corrections as somebody chose it: by its name, unless a mapping says how it is written.</summary>
internal static class CorrectionFile
{
    private const string Endings = ".ndjson, .jsonl or .csv, or one of them and .gz or .zst";

    /// <returns>Or why there is none.</returns>
    public static (CallBody? Body, string? Wrong) Open(string name, Stream content, CallMapping? mapping)
    {
        var (plain, packing) = Strip(name);
        CallFormat? format = Ends(plain, ".csv") ? CallFormat.Csv
            : mapping is not null || Ends(plain, ".ndjson") || Ends(plain, ".jsonl") ? CallFormat.Ndjson
            : null;
        return format is { } known
            ? (new(PackedBody.Open(content, packing), known) { Mapping = mapping }, null)
            : (null, $"The file's name doesn't end with {Endings}. Choose a mapping if it is as a switch writes it.");
    }

    /// <summary>Of all that says what the file changes: what is applied is what was tried. The stream is at its beginning again.</summary>
    public static async Task<string> Mark(string name, string? mapping, Stream content, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
        content.Position = 0;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{hash}\n{mapping}\n{name}")));
    }

    private static (string Plain, BodyPacking Packing) Strip(string name) =>
        Ends(name, ".gz") ? (name[..^3], BodyPacking.Gzip)
        : Ends(name, ".zst") ? (name[..^4], BodyPacking.Zstd)
        : (name, BodyPacking.None);

    private static bool Ends(string name, string with) => name.EndsWith(with, StringComparison.OrdinalIgnoreCase);
}
