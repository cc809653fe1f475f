using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Portal.Hosting.Storage;

namespace Portal.Hosting.Commands;

/// <summary>
/// Runs a verb where the grains are: in the process that runs on this data directory, as a client of the fleet, or in a silo
/// started for it.
/// </summary>
internal static class VerbRun
{
    private static readonly TimeSpan FleetAnswers = TimeSpan.FromSeconds(15);

    /// <param name="settings">As on the command line.</param>
    public static async Task<int> Run(string verb, string[] arguments, string[] settings, StorageOptions storage, TextWriter output)
    {
        if (storage.Storage.Provider != StorageProvider.Sqlite)
            return await AsClient(verb, arguments, settings, output) ?? await Alone(verb, arguments, settings, output);
        return await ByProcess(verb, arguments, VerbSocket.PathIn(storage), output) ?? await Alone(verb, arguments, settings, output);
    }

    /// <summary>In an installation that runs: none is started for it.</summary>
    /// <param name="stop">Asks the verb to end.</param>
    /// <returns>Null: none runs.</returns>
    public static Task<int?> InRunning(
        string verb, string[] arguments, string[] settings, StorageOptions storage, TextWriter output, CancellationToken stop) =>
        storage.Storage.Provider == StorageProvider.Sqlite
            ? ByProcess(verb, arguments, VerbSocket.PathIn(storage), output, stop)
            : AsClient(verb, arguments, settings, output, stop);

    /// <returns>Null: no process runs on this data directory.</returns>
    private static async Task<int?> ByProcess(
        string verb, string[] arguments, string path, TextWriter output, CancellationToken stop = default)
    {
        if (!File.Exists(path))
            return null;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return null;
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new StartRefusedException(
                $"The running process accepts verbs only from its own user ({path}). Run this as that user.",
                refused);
        }

        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { AutoFlush = true };
        await writer.WriteLineAsync(JsonSerializer.Serialize(new VerbCall(verb, arguments)));
        // It sees the end of what we send, and ends what it does for us.
        await using var ending = stop.Register(() => socket.Shutdown(SocketShutdown.Send));
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            var said = JsonSerializer.Deserialize<VerbLine>(line)!;
            if (said.Code is { } code)
                return code;
            await output.WriteLineAsync(said.Text);
        }

        throw new StartRefusedException("The running process closed the connection. Its log says why.");
    }

    /// <returns>Null: no member of the fleet answers.</returns>
    private static async Task<int?> AsClient(
        string verb, string[] arguments, string[] settings, TextWriter output, CancellationToken stop = default)
    {
        using var host = Build(settings, builder => builder.AddPortalClient());
        await host.Prepare();
        using var limit = new CancellationTokenSource(FleetAnswers);
        try
        {
            await host.StartAsync(limit.Token);
        }
        catch (Exception problem) when (problem is not (OutOfMemoryException or OptionsValidationException or StartRefusedException))
        {
            return null;
        }

        return await Run(host, verb, arguments, output, stop);
    }

    private static async Task<int> Alone(string verb, string[] arguments, string[] settings, TextWriter output)
    {
        using var host = Build(
            [.. settings, "--Portal:Cluster:SiloPort=0", "--Portal:Cluster:GatewayPort=0"], builder => builder.AddPortalSilo());
        await host.Prepare();
        await host.StartAsync();
        return await Run(host, verb, arguments, output);
    }

    private static async Task<int> Run(
        IHost host, string verb, string[] arguments, TextWriter output, CancellationToken stop = default)
    {
        var code = await host.Services.GetServices<IVerb>().Single(one => one.Name == verb)
            .Run(arguments, text => output.WriteLineAsync(text), stop);
        await host.StopAsync(CancellationToken.None);
        return code;
    }

    private static IHost Build(string[] settings, Action<IHostApplicationBuilder> add)
    {
        var builder = Verbs.Builder(settings);
        add(builder);
        return builder.Build();
    }
}
