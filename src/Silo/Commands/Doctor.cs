using System.Net.NetworkInformation;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Hosting.Connections;
using Portal.Hosting.Keys;
using Portal.Hosting.Storage;
using Portal.Storage;

namespace Portal.Hosting.Commands;

/// <summary>Looks at what a start needs, without starting: a line each, <c>ok</c> or <c>wrong</c>. Changes nothing.</summary>
internal sealed class Doctor(IConfiguration configuration, TextWriter output, bool json)
{
    // Bytes; what a busy hour writes.
    private const long Little = 64L * 1024 * 1024;

    private readonly List<Finding> findings = [];

    /// <param name="configuration">The settings.</param>
    /// <param name="services">Makes what a start would have.</param>
    /// <param name="output">Where it is written.</param>
    /// <param name="json">One JSON document at the end in place of lines.</param>
    /// <returns>0: all is well. 1: something is wrong.</returns>
    public static async Task<int> Run(IConfiguration configuration, Func<ServiceProvider> services, TextWriter output, bool json = false)
    {
        var doctor = new Doctor(configuration, output, json);
        await doctor.Examine(services);
        var healthy = doctor.findings.All(finding => finding.Ok);
        if (json)
            await output.WriteLineAsync(JsonSerializer.Serialize(new { healthy, findings = doctor.findings }, JsonSerializerOptions.Web));
        return healthy ? 0 : 1;
    }

    private async Task Examine(Func<ServiceProvider> services)
    {
        ServiceProvider? provider = null;
        await Check("settings", () =>
        {
            provider = services();
            provider.GetService<IStartupValidator>()?.Validate();
            return Task.FromResult("every value is allowed");
        });
        await using (provider)
        {
            if (provider is not null)
            {
                await Check("storage", () => Storage(provider));
                await Check("key ring", () => KeyRing(provider));
                await ClusterCheck.At(provider, Check);
            }
        }

        await Check("files", () => Task.FromResult(Files()));
        (string Key, int Fallback)[] ports =
        [
            ("Portal:Http:Port", 8080), ("Portal:Https:Port", 8443), ("Portal:Ops:Port", 8081),
            ("Portal:Cluster:SiloPort", 0), ("Portal:Cluster:GatewayPort", 0),
        ];
        foreach (var (key, fallback) in ports)
        {
            if (fallback != 0 || configuration[key] is not (null or "" or "0"))
                await Check("port", () => Task.FromResult(Port(key, fallback)));
        }

        await Check("dns", () => DnsServersCheck.At(configuration));
    }

    private async Task Check(string what, Func<Task<string>> look)
    {
        try
        {
            await Tell(new Finding(true, what, await look()));
        }
        catch (OptionsValidationException refused)
        {
            await Wrong(what, refused.Failures);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            await Wrong(what, several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures));
        }
        catch (StartRefusedException refused)
        {
            await Wrong(what, [refused.Message]);
        }
    }

    private async Task Wrong(string what, IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences.Distinct())
            await Tell(new Finding(false, what, sentence.ReplaceLineEndings(" ")));
    }

    private Task Tell(Finding finding)
    {
        findings.Add(finding);
        return json ? Task.CompletedTask : output.WriteLineAsync($"{(finding.Ok ? "ok   " : "wrong")}  {finding.What}: {finding.Text}");
    }

    private sealed record Finding(bool Ok, string What, string Text);

    private static async Task<string> Storage(ServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        var pending = await provider.GetRequiredService<ISchema>().Pending(CancellationToken.None);
        if (options.Storage.Provider == StorageProvider.Sqlite)
        {
            if (File.Exists(options.SqliteFile))
                await Sound(provider, options.SqliteFile);
            return pending.Count == 0 ? $"{options.SqliteFile}, sound, tables up to date"
                : File.Exists(options.SqliteFile) ? $"{options.SqliteFile}, {pending.Count} schema steps to apply at the next start"
                : $"{options.SqliteFile} is created at the first start";
        }

        return pending.Count == 0
            ? "the database answers, tables up to date"
            : throw new StartRefusedException(
                $"The database's tables are {pending.Count} {(pending.Count == 1 ? "step" : "steps")} behind this program "
                    + $"(next: {pending[0]}). Run the verb \"migrate\".");
    }

    private static async Task Sound(ServiceProvider provider, string file)
    {
        var damage = await SqliteCheck.Run(provider.GetRequiredService<PortalDatabase>(), CancellationToken.None);
        if (damage.Count > 0)
            throw new StartRefusedException(
                $"{file} is damaged: {string.Join("; ", damage)}. Stop the process, keep a copy of the file, and restore a backup.");
        if (provider.GetRequiredService<StoreState>().Free() is < Little and var free)
            throw new StartRefusedException(FormattableString.Invariant(
                $"the disk of {file} has {free / 1024 / 1024} MiB left. Free some space: when it is full, nothing can be saved."));
    }

    private static async Task<string> KeyRing(ServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<KeyOptions>>().Value;
        var tables = await provider.GetRequiredService<ISchema>().Pending(CancellationToken.None);
        var ring = tables.Contains("0002-keys") ? 0 : provider.GetRequiredService<KeyRingCheck>().Check();
        var key = options.Certificate is { } certificate ? $"certificate {certificate}" : $"key file {options.KeyFile}";
        return ring == 0 ? $"created at the first start, with {key}" : $"{ring} keys, opened by {key}";
    }

    private static string Files()
    {
        var files = FileLimit.Read();
        FileLimit.Refuse(files);
        return FileLimit.Warn(files) ?? (files is { } known
            ? FormattableString.Invariant(
                $"{known:N0} may be open at once, {ConnectionBounds.From(files, new LimitOptions()).Total:N0} connections among them")
            : "the system reports no limit");
    }

    private string Port(string key, int fallback)
    {
        var port = int.TryParse(configuration[key], out var set) ? set : fallback;
        return Array.Exists(IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners(), at => at.Port == port)
            ? throw new StartRefusedException($"{key} is {port}, where something is already listening (this product, if it is running).")
            : $"{key} {port} is free";
    }
}
