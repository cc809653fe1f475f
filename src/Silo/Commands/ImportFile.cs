using Portal.Calls;

namespace Portal.Hosting.Commands;

/// <summary>
/// A file of calls, by what its name ends with: <c>.ndjson</c>, <c>.jsonl</c> or <c>.csv</c>, each also <c>.gz</c> or <c>.zst</c>.
/// </summary>
internal sealed record ImportFile(string Path, CallFormat Format, BodyPacking Packing, long Size)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <returns>Or why there is none.</returns>
    /// <param name="isMapped">A mapping says how it is written, whatever its name.</param>
    public static (ImportFile? File, string? Wrong) Of(string path, bool isMapped = false)
    {
        var (plain, packing) = Strip(path);
        CallFormat? format = Ends(plain, ".csv") ? CallFormat.Csv
            : isMapped || Ends(plain, ".ndjson") || Ends(plain, ".jsonl") ? CallFormat.Ndjson
            : null;
        var info = new FileInfo(path);
        return format is not { } known
                ? (null, $"\"{path}\" has a name that doesn't end with .ndjson, .jsonl or .csv, or one of them and .gz or .zst.")
            : !info.Exists ? (null, $"\"{path}\" is no file.")
            : (new(path, known, packing, info.Length), null);
    }

    private static (string Plain, BodyPacking Packing) Strip(string path) =>
        Ends(path, ".gz") ? (path[..^3], BodyPacking.Gzip)
        : Ends(path, ".zst") ? (path[..^4], BodyPacking.Zstd)
        : (path, BodyPacking.None);

    private static bool Ends(string path, string with) => path.EndsWith(with, StringComparison.OrdinalIgnoreCase);
}
