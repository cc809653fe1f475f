using System.Net.NetworkInformation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Hosting.Keys;
using Portal.Hosting.Storage;

namespace Portal.Hosting.Commands;

/// <summary>Looks at what a start needs, without starting: a line each, <c>ok</c> or <c>wrong</c>. Changes nothing.</summary>
internal sealed class Doctor(IConfiguration configuration, TextWriter output)
{
    private bool healthy = true;

    /// <returns>0: all is well. 1: something is wrong.</returns>
    public static async Task<int> Run(IConfiguration configuration, Func<ServiceProvider> services, TextWriter output)
    {
        var doctor = new Doctor(configuration, output);
        await doctor.Look(services);
        return doctor.healthy ? 0 : 1;
    }

    private async Task Look(Func<ServiceProvider> services)
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
            }
        }

        foreach (var (key, fallback) in new[] { ("Portal:Http:Port", 8080), ("Portal:Https:Port", 8443), ("Portal:Ops:Port", 8081) })
            await Check("port", () => Task.FromResult(Port(key, fallback)));
        await Check("dns", () => DnsLook.At(configuration));
    }

    private async Task Check(string what, Func<Task<string>> look)
    {
        try
        {
            await output.WriteLineAsync($"ok     {what}: {await look()}");
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
        healthy = false;
        foreach (var sentence in sentences.Distinct())
            await output.WriteLineAsync($"wrong  {what}: {sentence.ReplaceLineEndings(" ")}");
    }

    private static async Task<string> Storage(ServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        var pending = await provider.GetRequiredService<ISchema>().Pending(CancellationToken.None);
        if (options.Storage.Provider == StorageProvider.Sqlite)
        {
            return pending.Count == 0 ? $"{options.SqliteFile}, tables up to date"
                : File.Exists(options.SqliteFile) ? $"{options.SqliteFile}, {pending.Count} schema steps to do at the next start"
                : $"{options.SqliteFile} is made at the first start";
        }

        return pending.Count == 0
            ? "the database answers, tables up to date"
            : throw new StartRefusedException($"The database's tables are behind this program by {pending.Count} (next: {pending[0]}). Run the verb \"migrate\".");
    }

    private static async Task<string> KeyRing(ServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<KeyOptions>>().Value;
        var tables = await provider.GetRequiredService<ISchema>().Pending(CancellationToken.None);
        var ring = tables.Contains("0002-keys") ? 0 : provider.GetRequiredService<KeyRingCheck>().Look();
        var key = options.Certificate is { } certificate ? $"certificate {certificate}" : $"key file {options.KeyFile}";
        return ring == 0 ? $"made at the first start, with {key}" : $"{ring} keys, opened by {key}";
    }

    private string Port(string key, int fallback)
    {
        var port = int.TryParse(configuration[key], out var set) ? set : fallback;
        return Array.Exists(IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners(), at => at.Port == port)
            ? throw new StartRefusedException($"{key} is {port}, where something listens already (this product, if it runs).")
            : $"{key} {port} is free";
    }
}
