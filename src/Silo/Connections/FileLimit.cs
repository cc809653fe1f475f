using System.Globalization;

namespace Portal.Hosting.Connections;

/// <summary>How many files, connections among them, this process may have open: the soft limit that the system tells.</summary>
internal static class FileLimit
{
    /// <summary>
    /// Fewer, and the program can't do what it is for: the runtime alone keeps two files open for each of its 150 assemblies.
    /// </summary>
    public const int Least = 480;

    /// <summary>Fewer, and a busy evening or somebody's flood is felt.</summary>
    public const int Plenty = 4_096;

    private const string Advice =
        "Raise it: LimitNOFILE=65536 for systemd, --ulimit nofile=65536:65536 for containers, ulimit -n in a shell.";
    private const string File = "/proc/self/limits";

    /// <summary>Null: the system doesn't tell, or sets none.</summary>
    public static int? Read() => System.IO.File.Exists(File) ? Parse(System.IO.File.ReadAllLines(File)) : null;

    internal static int? Parse(IEnumerable<string> lines) => lines
        .Where(line => line.StartsWith("Max open files", StringComparison.Ordinal))
        .Select(line => line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(words =>
            words.Length > 0 && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
                ? (int?)Math.Min(limit, int.MaxValue)
                : null)
        .FirstOrDefault();

    /// <exception cref="StartRefusedException">There are too few.</exception>
    public static void Refuse(int? files)
    {
        if (files < Least)
            throw new StartRefusedException(FormattableString.Invariant(
                $"Only {files} files may be open at once, and this program needs at least {Least}. {Advice}"));
    }

    /// <summary>What to say of a low limit; null: nothing.</summary>
    public static string? Warn(int? files) => files >= Plenty || files is null
        ? null
        : FormattableString.Invariant($"Only {files:N0} files may be open at once: ")
            + FormattableString.Invariant(
                $"{ConnectionBounds.From(files, new LimitOptions()).Total:N0} connections are the limit. {Advice}");
}
