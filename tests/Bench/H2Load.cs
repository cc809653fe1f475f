using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Tests.Bench;

/// <summary>Load by nghttp2's h2load: it sets SNI and Host from the URL and connects where it is told.</summary>
internal static partial class H2Load
{
    public const string SessionCookie = "__Host-session=";

    /// <summary>
    /// Requests per second over all hosts together, HTTP/1.1 over TLS with connections kept. Fails on any answer that isn't
    /// 2xx.
    /// </summary>
    public static Task<double> Run(int port, IReadOnlyList<string> hosts, string path, int connections, int seconds) =>
        Run(port, [.. hosts.Select(host => (host, ""))], path, connections, seconds);

    /// <summary>The same with a session's cookie each.</summary>
    public static async Task<double> Run(
        int port, IReadOnlyList<(string Host, string Cookie)> sessions, string path, int connections, int seconds)
    {
        var runs = await Task.WhenAll(
            sessions.Select(session => One(port, session.Host, session.Cookie, path, Math.Max(1, connections / sessions.Count), seconds)));
        return runs.Sum();
    }

    private static async Task<double> One(int port, string host, string cookie, string path, int connections, int seconds)
    {
        var start = new ProcessStartInfo("h2load") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["--h1", "-t1", $"-c{connections}", $"-D{seconds}", "--warm-up-time=1", .. Header(cookie), $"--connect-to=127.0.0.1:{port}", $"https://{host}{path}"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("h2load did not start; install nghttp2-client.");
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var rate = Rate().Match(text);
        var codes = Codes().Match(text);
        if (!rate.Success || !codes.Success || codes.Groups[1].Value == "0" || codes.Groups[2].Value != "0" || codes.Groups[3].Value != "0"
            || codes.Groups[4].Value != "0")
            throw new InvalidOperationException($"h2load of {host}:{port} went wrong:\n{text}\n{await errors}");
        return double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static string[] Header(string cookie) => cookie.Length == 0 ? [] : ["-H", $"Cookie: {SessionCookie}{cookie}"];

    [GeneratedRegex(@"finished in [^,]+, ([\d.]+) req/s", RegexOptions.CultureInvariant)]
    private static partial Regex Rate();

    [GeneratedRegex(@"status codes: (\d+) 2xx, (\d+) 3xx, (\d+) 4xx, (\d+) 5xx", RegexOptions.CultureInvariant)]
    private static partial Regex Codes();
}
