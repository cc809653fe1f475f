using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Tests.Bench;

/// <summary>What is alive in a process after a full collection, by type: read from outside, by dotnet-gcdump.</summary>
/// <param name="Bytes">Of all objects.</param>
/// <param name="Types">The largest, as it prints them.</param>
internal sealed partial record LiveHeap(long Bytes, IReadOnlyList<string> Types)
{
    private const int Shown = 14;

    /// <summary>The first collection hands what has a finalizer to it, the second one finds it gone.</summary>
    public static async Task<LiveHeap> Of(int process)
    {
        var file = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"portal-bench-{process}.gcdump"));
        try
        {
            for (var i = 0; i < 2; i++)
                await Run("collect", "-p", process.ToString(CultureInfo.InvariantCulture), "-t", "300", "-o", file);
            var text = await Run("report", file);
            var total = Total().Match(text);
            return total.Success
                ? new LiveHeap(
                    long.Parse(total.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture),
                    [
                        .. text.Split('\n').Where(line => Line().IsMatch(line)).Take(Shown).Select(line => line.Trim()),
                    ])
                : throw new InvalidOperationException($"dotnet-gcdump told no size:\n{text}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet-gcdump", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var run = Process.Start(start)
            ?? throw new InvalidOperationException("dotnet-gcdump did not start; install it as a .NET tool.");
        var errors = run.StandardError.ReadToEndAsync();
        var text = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        return text + await errors;
    }

    [GeneratedRegex(@"^\s*([\d,]+)\s+GC Heap bytes", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Total();

    [GeneratedRegex(@"^\s*[\d,]+\s+[\d,]+\s+\S", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
