using System.Text.Json;
using Portal.Calls;

namespace Portal.Hosting.Commands;

/// <summary>How far a file was shipped.</summary>
/// <param name="At">What comes next begins here.</param>
/// <param name="Mark">By which it is known again, under another name too.</param>
/// <param name="Size">What it had when it was last looked at.</param>
internal sealed record FilePlace(long At, SpoolMark Mark, long Size, CallFormat Format);

/// <summary>How far a spool was shipped: one small file, written whole, so that a crash leaves the one before it.</summary>
internal sealed class SpoolPlaces
{
    private readonly string path;
    private readonly Dictionary<string, FilePlace> files;

    private SpoolPlaces(string path, Saved saved)
    {
        this.path = path;
        files = new(saved.Files, StringComparer.Ordinal);
        (RefusedBytes, CaughtUp) = (saved.RefusedBytes, saved.CaughtUp);
    }

    public IReadOnlyDictionary<string, FilePlace> Files => files;

    /// <summary>How long the file of refused lines is; null: nobody knows.</summary>
    public long? RefusedBytes { get; set; }

    /// <summary>When nothing was left to ship for the last time.</summary>
    public DateTimeOffset? CaughtUp { get; set; }

    public bool IsChanged { get; private set; }

    /// <returns>And what is wrong with the file, which then counts as not there: all is shipped again, which is harmless.</returns>
    public static (SpoolPlaces Places, string? Wrong) Load(string path)
    {
        if (!File.Exists(path))
            return (new(path, Saved.Nothing), null);
        try
        {
            return (new(path, JsonSerializer.Deserialize<Saved>(File.ReadAllBytes(path)) ?? Saved.Nothing), null);
        }
        catch (JsonException problem)
        {
            return (
                new(path, Saved.Nothing),
                $"{path} can't be read ({problem.Message}). All is shipped again: what is stored counts as there already.");
        }
    }

    public void Set(string name, FilePlace place)
    {
        files[name] = place;
        IsChanged = true;
    }

    /// <summary>What needn't be written for its own sake.</summary>
    public void Note(string name, FilePlace place) => files[name] = place;

    public void Forget(string name) => IsChanged |= files.Remove(name);

    /// <summary>A directory isn't flushed: after a power cut the file before this one may be there, and lines come again.</summary>
    public void Save()
    {
        var next = path + ".new";
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, new Saved(files, RefusedBytes, CaughtUp));
            file.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
        IsChanged = false;
    }

    private sealed record Saved(Dictionary<string, FilePlace> Files, long? RefusedBytes, DateTimeOffset? CaughtUp)
    {
        public static Saved Nothing => new([], null, null);
    }
}
