using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Calls;

namespace Portal.Hosting.Commands;

/// <param name="Place">How far it was shipped.</param>
/// <param name="IsLast">Whether lines are appended to it rather than to a later one.</param>
internal sealed record SpoolFile(FileInfo Info, FilePlace Place, bool IsLast)
{
    public string Name => Info.Name;

    public long Behind => Math.Max(0, Info.Length - Place.At);
}

/// <summary>The files of a spool and how far each was shipped, whatever was rotated, renamed or emptied meanwhile.</summary>
internal sealed partial class SpoolFiles(string directory, SpoolPlaces places)
{
    private readonly Dictionary<string, (long Length, DateTime Written)> looked = new(StringComparer.Ordinal);
    private readonly List<string> news = [];

    /// <summary>What was found and has to be told, once.</summary>
    public string[] News()
    {
        string[] found = [.. news];
        news.Clear();
        return found;
    }

    /// <summary>In the order in which they are shipped: those that were rotated away, then the rest by name.</summary>
    public IReadOnlyList<SpoolFile> Look()
    {
        var there = new DirectoryInfo(directory).EnumerateFiles()
            .Where(file => !file.Name.StartsWith('.'))
            .ToDictionary(file => file.Name, StringComparer.Ordinal);
        var strange = places.Files.ToArray().Where(one => !IsSame(there.GetValueOrDefault(one.Key), one.Value)).ToArray();
        foreach (var (name, _) in strange)
            places.Forget(name);
        foreach (var (name, place) in strange)
            Find(name, place, there);
        foreach (var file in there.Values.Where(file => file.Length > 0 && !places.Files.ContainsKey(file.Name)))
        {
            if (Format(file.Name) is { } format)
                Begin(file, format);
        }

        var ordered = there.Values.Where(file => places.Files.ContainsKey(file.Name))
            .OrderBy(file => IsRotated(file.Name) ? file.LastWriteTimeUtc : DateTime.MaxValue)
            .ThenBy(file => file.Name, StringComparer.Ordinal)
            .ToArray();
        return [.. ordered.Select(file => new SpoolFile(file, places.Files[file.Name], file == ordered[^1]))];
    }

    public static FileStream Open(string path) => new(
        path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

    private bool IsSame(FileInfo? file, FilePlace place)
    {
        if (file is null)
            return false;
        var seen = (file.Length, file.LastWriteTimeUtc);
        if (looked.GetValueOrDefault(file.Name) == seen)
            return true;
        if (!Has(file, place))
            return false;
        looked[file.Name] = seen;
        if (place.Size != file.Length)
            places.Note(file.Name, place with { Size = file.Length });
        return true;
    }

    // It isn't what it was, or not there: it may have another name now.
    private void Find(string name, FilePlace place, Dictionary<string, FileInfo> there)
    {
        looked.Remove(name);
        if (there.Values.FirstOrDefault(file => !places.Files.ContainsKey(file.Name) && Has(file, place)) is { } moved)
        {
            places.Set(moved.Name, place with { Size = moved.Length });
            return;
        }

        var left = place.Size - place.At;
        if (there.ContainsKey(name))
        {
            news.Add($"{name} was emptied or replaced, and is shipped from its beginning."
                + (left > 0 ? $" At least {Bytes(left)} of what it had weren't shipped, and are lost." : ""));
        }
        else if (left > 0)
        {
            news.Add($"{name} is gone, and at least {Bytes(left)} of it weren't shipped.");
        }
    }

    private void Begin(FileInfo file, CallFormat format)
    {
        try
        {
            using var open = Open(file.FullName);
            if (open.Length > 0)
                places.Set(file.Name, new(0, SpoolMark.Of(open, 0), open.Length, format));
        }
        catch (IOException)
        {
            // Gone since it was listed; what remains is found the next time.
        }
    }

    private static bool Has(FileInfo file, FilePlace place)
    {
        try
        {
            using var open = Open(file.FullName);
            return open.Length >= place.At && place.Mark.IsIn(open);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static CallFormat? Format(string name) => Written().Match(name) is not { Success: true } match ? null
        : match.Groups["csv"].Success ? CallFormat.Csv
        : CallFormat.Ndjson;

    private static bool IsRotated(string name) =>
        Written().Match(name) is not { Success: true } match || match.Groups["rotated"].Success;

    private static string Bytes(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture) + " bytes";

    /// <summary>Also as programs that rotate files call them: <c>Master.csv.1</c>, <c>Master.csv-20261127</c>.</summary>
    [GeneratedRegex(
        @"\.((?<csv>csv)|ndjson|jsonl)(?<rotated>[.-]\d{1,14})?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Written();
}
