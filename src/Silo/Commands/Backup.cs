using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Portal.Blobs;
using Portal.Hosting.Keys;
using Portal.Hosting.Storage;

namespace Portal.Hosting.Commands;

/// <summary>
/// <c>backup FILE</c>: copies the database on SQLite as it is at one moment, beside the process that runs on it or without one.
/// </summary>
internal sealed class Backup(
    SqliteCopy copy, IOptions<StorageOptions> storage, IOptions<KeyOptions> keys, IOptions<BlobOptions> blobs, TimeProvider clock) : IVerb
{
    private const long Megabyte = 1_000_000;

    public string Name => "backup";

    /// <summary>As the process has it that the verb may be handed to: another working directory is not ours.</summary>
    public static string[] Absolute(string[] arguments) => arguments is [var file] ? [Path.GetFullPath(file)] : arguments;

    public async Task<int> Run(string[] arguments, Func<string, Task> say, CancellationToken stop = default)
    {
        if (arguments is not [var file])
        {
            await say("Usage: backup FILE. FILE must not exist yet.");
            return 2;
        }

        if (storage.Value.Storage.Provider != StorageProvider.Sqlite)
        {
            await say("This is for SQLite. PostgreSQL has tools of its own: pg_dump, or pg_basebackup for any point in time (docs/ops.md).");
            return 2;
        }

        if (Refuse(file) is { } refused)
        {
            await say(refused);
            return 1;
        }

        var now = clock.GetUtcNow();
        try
        {
            var all = Text(new FileInfo(storage.Value.SqliteFile).Length);
            var damage = await copy.Make(file, bytes => say($"{Text(bytes)} of about {all} MB"), stop);
            foreach (var line in damage)
                await say($"The database is damaged: {line}");
            if (damage.Count > 0)
                return 1;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or SqliteException)
        {
            await say(DiskFull.Is(problem)
                ? $"The disk of {file} is full. Nothing was left there."
                : $"{file} can't be written: {problem.Message}");
            return 1;
        }

        await say(string.Create(
            CultureInfo.InvariantCulture, $"{file}: {Text(new FileInfo(file).Length)} MB, as of {now:yyyy-MM-dd HH:mm:ss} UTC."));
        await say($"Its secrets open with {keys.Value.Certificate ?? keys.Value.KeyFile} alone: keep a copy of that elsewhere.");
        if (blobs.Value is { Provider: BlobProvider.Folder, Folder: { } folder })
            await say($"Exports and recordings lie in {folder}: copy it after this.");
        return 0;
    }

    private static string? Refuse(string file) =>
        Path.Exists(file) ? $"{file} is there already, and nothing is overwritten. Give another name."
        : Path.Exists(file + ".part")
            ? $"{file}.part is there: another backup of this name is being made, or one was killed. In the latter case, delete it first."
        : !Directory.Exists(Path.GetDirectoryName(file)) ? $"There is no directory {Path.GetDirectoryName(file)}."
        : null;

    private static string Text(long bytes) => ((bytes + Megabyte - 1) / Megabyte).ToString("N0", CultureInfo.InvariantCulture);
}
