using System.Text;
using CsCheck;
using Portal.Calls;

namespace Portal.Tests.Unit.Calls;

public sealed class LineReaderTests
{
    private static readonly Gen<byte[]> Text = Gen.OneOf(
            Gen.Const("\n"), Gen.Const("\r\n"), Gen.Const("\""), Gen.Const(","), Gen.Const("a"), Gen.Const("\"a\nb\""), Gen.Const("\"\""),
            Gen.Const(new string('x', 40_000)), Gen.Const("\"" + new string('y', LineReader.Longest)), Gen.Const("😀"))
        .Array[0, 30].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));

    [Fact]
    public void How_a_body_is_cut_into_pieces_changes_nothing() => Gen.Select(Text, Gen.Int[1, 70_000].Array[1, 5], Gen.Bool).Sample(
        (body, sizes, quoted) => Assert.Equal(Read(body, quoted), Read(body, quoted, sizes)), iter: 400);

    [Fact]
    public void A_byte_at_a_time_reads_the_same() => Text.Where(body => body.Length < 1000).Sample(
        body => Assert.Equal(Read(body, true), Read(body, true, 1)), iter: 400);

    [Fact]
    public void A_line_that_is_too_long_costs_itself_alone() => Assert.Equal(
        ["1 Whole a", "2 TooLong ", "3 Whole b"], Read(Encoding.UTF8.GetBytes($"a\n{new string('x', 5_000_000)}\nb\n"), false, 8191));

    [Theory]
    [InlineData(LineReader.Longest, "Whole")]
    [InlineData(LineReader.Longest + 1, "TooLong")]
    public void The_longest_line_is_a_line(int length, string state)
    {
        foreach (var end in new[] { "", "\n" })
        {
            var line = Assert.Single(Read(Encoding.UTF8.GetBytes(new string('x', length) + end), false));
            Assert.StartsWith("1 " + state, line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Empty_lines_count_and_are_left_out() =>
        Assert.Equal(["3 Whole a", "5 Whole b"], Read("\n\r\na\r\n\nb"u8.ToArray(), false));

    [Fact]
    public void A_line_end_in_quotation_marks_is_a_cells_own() =>
        Assert.Equal(["1 Whole a,\"b\nc\",d", "3 Whole e"], Read("a,\"b\nc\",d\ne"u8.ToArray(), true));

    [Fact]
    public void A_quotation_mark_inside_of_a_cell_opens_nothing() =>
        Assert.Equal(["1 Whole 5\" pipe", "2 Whole b"], Read("5\" pipe\nb"u8.ToArray(), true));

    [Fact]
    public void A_quotation_mark_that_nothing_closes_costs_its_line_alone() =>
        Assert.Equal(["1 Whole a", "2 Unclosed ", "3 Whole c", "4 Whole d"], Read("a\n\"b\nc\nd"u8.ToArray(), true));

    private static List<string> Read(byte[] body, bool quoted, params int[] sizes)
    {
        using var stream = new Pieces(body, sizes);
        var reader = new LineReader(stream) { Delimiter = quoted ? (byte)',' : null };
        var all = new List<string>();
        do
        {
            while (reader.TryNext(out var line))
                all.Add($"{line.Number} {line.State} {Encoding.UTF8.GetString(line.Bytes)}");
        }
        while (reader.Fill(CancellationToken.None).GetAwaiter().GetResult());

        return all;
    }
}
