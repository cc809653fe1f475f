using System.Diagnostics;
using Npgsql;
using Portal.Calls;
using Portal.Tests.Bench.Lists;

namespace Portal.Tests.Bench.Calls;

/// <summary>A file of all calls of thirty days as a customer downloads it, against psql's \copy of the same columns and order.</summary>
internal static class CdrExport
{
    private const int Times = 5;

    public static async Task Measure(ListStore store, CallQuery month, CdrFront front, CdrFigures figures)
    {
        var path = $"/cdr.csv?{front.Range(month)}";
        var (rows, bytes) = await front.Download(path);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < Times; turn++)
        {
            ours.Add((await CdrFigures.Time(() => front.Download(path))).TotalSeconds);
            if (store.Connection is { } connection)
                theirs.Add((await CdrFigures.Time(() => Copy(connection, month))).TotalSeconds);
        }

        figures.Line("a file of all of it, MB", bytes / 1e6, 1);
        figures.Line("its calls", rows);
        figures.Line("downloaded, calls/s", rows / Figures.Median(ours));
        if (theirs.Count == 0)
            return;
        figures.Line("psql \\copy of them, calls/s", rows / Figures.Median(theirs));
        figures.Line("download / \\copy", Figures.Median(theirs) / Figures.Median(ours), 2, atLeast: 0.5);
    }

    private static async Task Copy(string connection, CallQuery month)
    {
        var where = new NpgsqlConnectionStringBuilder(connection);
        // One line: psql takes no other.
        var sql = FormattableString.Invariant($"""
            SELECT call_time, source, destination, destination_name, duration_ms, charge_micro FROM portal_calls
            WHERE customer = '{month.Customer}'
            AND call_time >= {month.From.ToUnixTimeMilliseconds()} AND call_time < {month.To.ToUnixTimeMilliseconds()}
            ORDER BY call_time DESC, id DESC
            """).ReplaceLineEndings(" ");
        using var process = Process.Start(new ProcessStartInfo(
            "psql",
            [
                "-q", "-h", where.Host!, "-p", $"{where.Port}", "-U", where.Username!, "-d", where.Database!,
                "-c", $"\\copy ({sql}) TO '/dev/null' CSV HEADER",
            ]))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"psql ended with {process.ExitCode}.");
    }
}
