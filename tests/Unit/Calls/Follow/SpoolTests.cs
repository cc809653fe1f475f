namespace Portal.Tests.Unit.Calls.Follow;

/// <summary>A spool is shipped whole, in order, on after the answer alone.</summary>
public sealed class SpoolTests : IAsyncLifetime
{
    private OtherSide side = null!;
    private Spool spool = null!;

    public async ValueTask InitializeAsync()
    {
        side = await OtherSide.Start();
        spool = new(side);
    }

    public async ValueTask DisposeAsync()
    {
        spool.Dispose();
        await side.DisposeAsync();
    }

    private static string[] Lines(int from, int count) => [.. Enumerable.Range(from, count).Select(Spool.Line)];

    [Fact]
    public async Task Files_go_in_order_and_a_line_that_is_half_written_waits()
    {
        spool.Append("2026112702.jsonl", Lines(10, 5));
        spool.Append("2026112701.jsonl", Lines(0, 10));
        File.AppendAllText(spool["2026112702.jsonl"], "{\"callId\":");
        File.WriteAllText(spool["notes.txt"], "none of ours\n");
        await spool.Until(() => side.Taken.Count >= 15);
        Assert.Equal(Lines(0, 15), side.Taken);
        Assert.Equal(("Bearer a-key", ""), (side.Authorization, side.Query));

        File.AppendAllText(spool["2026112702.jsonl"], "\"15\"}\r\n\n");
        await spool.Until(() => side.Taken.Count >= 16);
        Assert.Equal(Lines(0, 16), side.Taken);
        Assert.Empty(spool.Refused());
    }

    [Fact]
    public async Task A_side_that_is_busy_or_away_is_asked_again_and_nothing_is_passed_over()
    {
        side.Answers = (http, _, asked) =>
        {
            if (asked == 2)
                http.Response.Headers.RetryAfter = "0";
            if (asked == 3)
                http.Abort();
            return asked switch { 1 => 503, 2 => 429, 3 => 200, 4 => 401, _ => null };
        };
        spool.Append("a.jsonl", Lines(0, 3));
        await spool.Until(() => side.Taken.Count >= 3);
        Assert.Equal(Lines(0, 3), side.Taken);
        Assert.True(spool.HasSaid("doesn't take calls, and is asked again: It answers 503"));
        await spool.Until(() => spool.HasSaid("nothing is left to ship"));
        Assert.Equal(5, side.Asked);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_sent_in_parts()
    {
        side.Answers = (_, lines, _) => lines.Sum(line => line.Length) > 200_000 ? 413 : null;
        var padding = new string(' ', 500);
        var lines = Array.ConvertAll(Lines(0, 4_000), line => line + padding);
        spool.Append("a.jsonl", lines);
        await spool.Until(() => side.Taken.Count >= lines.Length);
        Assert.Equal(lines, side.Taken);
    }

    [Fact]
    public async Task Lines_that_are_refused_are_kept_aside_each_with_its_reason_however_many_there_are()
    {
        side.Refuses = line => line.Contains("00", StringComparison.Ordinal) ? null : "It has no zeros.";
        var lines = Lines(0, 1_000);
        spool.Append("a.jsonl", lines);
        await spool.Until(() => spool.Refused().Length >= lines.Count(line => !line.Contains("00", StringComparison.Ordinal)));
        var kept = spool.Refused();
        Assert.Equal(
            lines.Where(line => !line.Contains("00", StringComparison.Ordinal)),
            kept.Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("line").GetString()));
        Assert.All(kept, line => Assert.Contains("\"reason\":\"It has no zeros.\"", line, StringComparison.Ordinal));
        Assert.True(spool.HasSaid("lines were not taken and are kept aside; the first: It has no zeros."));
        Assert.Equal(
            lines.Where(line => line.Contains("00", StringComparison.Ordinal)), side.Taken.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_a_crash_left_among_the_refused_lines_comes_once()
    {
        side.Refuses = _ => "No.";
        spool.Append("a.jsonl", Lines(0, 2));
        await spool.Until(() => spool.Refused().Length == 2);
        var place = await File.ReadAllBytesAsync(Path.Combine(spool.State, "place.json"), TestContext.Current.CancellationToken);
        spool.Append("a.jsonl", Lines(2, 1));
        await spool.Until(() => spool.Refused().Length == 3);

        // As if it had been killed between the two writes.
        await File.WriteAllBytesAsync(Path.Combine(spool.State, "place.json"), place, TestContext.Current.CancellationToken);
        var asked = side.Asked;
        await spool.Until(() => side.Asked > asked && spool.Refused().Length == 3);
    }

    [Fact]
    public async Task Lines_that_no_call_can_be_are_kept_aside_too()
    {
        await File.WriteAllTextAsync(
            spool["a.jsonl"],
            Spool.Line(0) + "\n" + new string('x', 5_000_000) + "\n" + Spool.Line(1) + "\n",
            TestContext.Current.CancellationToken);
        await File.AppendAllBytesAsync(spool["a.jsonl"], new byte[] { 0xff, (byte)'\n' }, TestContext.Current.CancellationToken);
        side.Refuses = line => line.StartsWith('{') ? null : "It is not valid UTF-8.";
        await spool.Until(() => spool.Refused().Length == 2);
        Assert.Equal(Lines(0, 2), side.Taken);
        Assert.Contains("more than 64 KiB", spool.Refused()[0], StringComparison.Ordinal);
        Assert.Contains("\"base64\":\"/w==\"", spool.Refused()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_has_its_head_before_each_body_unless_the_mapping_counts_columns()
    {
        File.WriteAllText(spool["a.csv"], "switch,callId\r\n");
        await spool.Until(() => spool.HasSaid("nothing is left to ship"));
        spool.Append("a.csv", "sw,1");
        await spool.Until(() => side.Taken.Count == 2);
        spool.Append("a.csv", "sw,2");
        await spool.Until(() => side.Taken.Count == 4);
        Assert.Equal(["switch,callId", "sw,1", "switch,callId", "sw,2"], side.Taken);

        File.Delete(spool["a.csv"]);
        spool.Append("Master.csv", "\"\",\"100\"");
        await spool.Until(() => side.Taken.Count == 5, "--mapping", "asterisk", "--switch", "pbx1");
        Assert.Equal("\"\",\"100\"", side.Taken.Last());
        Assert.Equal(("?mapping=asterisk", "Basic " + Convert.ToBase64String("pbx1:a-key"u8)), (side.Query, side.Authorization));
    }
}
