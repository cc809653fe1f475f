using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Hosting.Storage;

namespace Portal.Hosting.Commands;

/// <summary>
/// Takes verbs from this machine while the product runs on SQLite, which one process alone may use: a Unix socket in the data
/// directory, its owner's alone. A call is one line of JSON; each answer is one, the last has the exit code.
/// </summary>
internal sealed partial class VerbSocket(
    IOptions<StorageOptions> storage, IEnumerable<IVerb> verbs, ILogger<VerbSocket> logger) : BackgroundService
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // The names of a directory's files.
    private const int LongestCall = 1024 * 1024;

    public static string PathIn(StorageOptions storage) => Path.Combine(Path.GetFullPath(storage.DataDirectory), "portal.sock");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (storage.Value.Storage.Provider != StorageProvider.Sqlite || OperatingSystem.IsWindows())
            return;
        var path = PathIn(storage.Value);
        try
        {
            // Left by a process that was killed; this one holds the directory's lock.
            File.Delete(path);
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            File.SetUnixFileMode(path, OwnerOnly);
            listener.Listen();
            while (true)
                _ = Serve(await listener.AcceptAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException)
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            LogNone(logger, path, problem.Message);
        }
    }

    private async Task Serve(Socket caller, CancellationToken stopping)
    {
        try
        {
            await using var stream = new NetworkStream(caller, ownsSocket: true);
            using var reader = new StreamReader(stream);
            await using var writer = new StreamWriter(stream) { AutoFlush = true };
            if (await reader.ReadLineAsync(stopping) is not { Length: <= LongestCall } line
                || JsonSerializer.Deserialize<VerbCall>(line) is not { } call)
                return;
            LogCalled(logger, call.Verb);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var left = CallerEnds(reader, stop);
            var code = verbs.FirstOrDefault(verb => verb.Name == call.Verb) is { } found
                ? await found.Run(call.Arguments, text => writer.WriteLineAsync(JsonSerializer.Serialize(new VerbLine(text))), stop.Token)
                : 2;
            await writer.WriteLineAsync(JsonSerializer.Serialize(new VerbLine(null, code)));
            await stop.CancelAsync();
            await left;
        }
        catch (OperationCanceledException)
        {
            // The product stops.
        }
        catch (IOException gone) when (gone.InnerException is SocketException
        {
            SocketErrorCode: SocketError.Shutdown or SocketError.ConnectionReset,
        })
        {
            // Whoever called was ended; a verb that was at work may be called again.
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogFailed(logger, problem);
        }
    }

    // After its call it says nothing more: the end of what it sends, or of itself, asks a verb that goes on for ever to end.
    private static async Task CallerEnds(StreamReader reader, CancellationTokenSource stop)
    {
        try
        {
            await reader.ReadLineAsync(stop.Token);
            await stop.CancelAsync();
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Ended otherwise.
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Verbs can't be called while this process runs: no socket at {Path} ({Reason})")]
    private static partial void LogNone(ILogger logger, string path, string reason);

    [LoggerMessage(2, LogLevel.Information, "The verb {Verb} was called on this machine")]
    private static partial void LogCalled(ILogger logger, string verb);

    [LoggerMessage(3, LogLevel.Error, "A verb that was called on this machine failed")]
    private static partial void LogFailed(ILogger logger, Exception problem);
}

/// <summary>What is asked of the running process.</summary>
internal sealed record VerbCall(string Verb, string[] Arguments);

/// <summary>One line of its answer; the last has a code and no text.</summary>
internal sealed record VerbLine(string? Text, int? Code = null);
