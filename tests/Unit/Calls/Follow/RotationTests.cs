namespace Portal.Tests.Unit.Calls.Follow;

/// <summary>Whatever becomes of the files of a spool, their lines are shipped; where that can't be, it is told.</summary>
public sealed class RotationTests : IAsyncLifetime
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

    [Theory]
    [InlineData("Master.jsonl.1", "Master.jsonl.2")]
    [InlineData("Master.jsonl-20261126", "Master.jsonl-20261127")]
    [InlineData("Master.old", "Master.older")]
    public async Task A_file_that_was_renamed_goes_on_under_its_new_name(string first, string second)
    {
        spool.Append("Master.jsonl", Lines(0, 3));
        await spool.Until(() => side.Taken.Count == 3);
        spool.Append("Master.jsonl", Lines(3, 1));
        File.Move(spool["Master.jsonl"], spool[first]);
        spool.Append("Master.jsonl", Lines(4, 1));
        await spool.Until(() => side.Taken.Count == 5);
        File.Move(spool[first], spool[second]);
        File.Move(spool["Master.jsonl"], spool[first]);
        spool.Append("Master.jsonl", Lines(5, 1));
        await spool.Until(() => side.Taken.Count == 6);
        await spool.Until(() => spool.HasSaid("nothing is left to ship"));
        Assert.Equal(Lines(0, 6), side.Taken);
        Assert.DoesNotContain(spool.Said, line => line.Contains("emptied", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_was_renamed_before_any_of_it_was_shipped_is_shipped()
    {
        side.Answers = (_, _, _) => 503;
        spool.Append("Master.jsonl", Lines(0, 2));
        await spool.Until(() => side.Asked > 0);
        File.Move(spool["Master.jsonl"], spool["Master.old"]);
        spool.Append("Master.jsonl", Lines(2, 1));
        side.Answers = (_, _, _) => null;
        await spool.Until(() => side.Taken.Count == 3);
        Assert.Equal(Lines(0, 3), side.Taken.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task A_file_that_was_emptied_is_shipped_from_its_beginning_and_told(int lines)
    {
        spool.Append("a.jsonl", Lines(0, 3));
        await spool.Until(() => side.Taken.Count == 3);
        await File.WriteAllTextAsync(spool["a.jsonl"], "", TestContext.Current.CancellationToken);
        spool.Append("a.jsonl", Lines(100, lines));
        await spool.Until(() => side.Taken.Count == 3 + lines);
        Assert.Equal([.. Lines(0, 3), .. Lines(100, lines)], side.Taken);
        Assert.True(spool.HasSaid("a.jsonl was emptied or replaced"));
        Assert.DoesNotContain(spool.Said, line => line.Contains("are lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_gone_before_it_was_shipped_is_told()
    {
        side.Answers = (_, _, _) => 503;
        spool.Append("a.jsonl", Lines(0, 3));
        await spool.Until(() => side.Asked > 0);
        var size = new FileInfo(spool["a.jsonl"]).Length;
        File.Delete(spool["a.jsonl"]);
        await spool.Until(() => spool.HasSaid($"a.jsonl is gone, and at least {size} bytes of it weren't shipped."));
    }

    [Fact]
    public async Task A_place_that_cannot_be_read_ships_all_again()
    {
        spool.Append("a.jsonl", Lines(0, 3));
        await spool.Until(() => side.Taken.Count == 3);
        await File.WriteAllTextAsync(Path.Combine(spool.State, "place.json"), "{\"Files\":", TestContext.Current.CancellationToken);
        await spool.Until(() => side.Taken.Count == 6);
        Assert.True(spool.HasSaid("All is shipped again"));
    }

    [Fact]
    public async Task Old_files_are_left_alone_unless_it_is_asked_to_delete_them()
    {
        var old = TimeProvider.System.GetUtcNow().AddDays(-3).UtcDateTime;
        foreach (var name in (string[])["a.jsonl", "b.jsonl", "c.jsonl"])
        {
            spool.Append(name, Spool.Line(name[0]));
            File.SetLastWriteTimeUtc(spool[name], old);
        }

        await spool.Until(() => side.Taken.Count == 3);
        Assert.True(File.Exists(spool["a.jsonl"]));
        await spool.Until(() => !File.Exists(spool["b.jsonl"]), "--delete-after", "2");
        Assert.Equal((false, true), (File.Exists(spool["a.jsonl"]), File.Exists(spool["c.jsonl"])));
    }

    [Fact]
    public async Task A_last_line_that_nobody_will_end_is_sent_as_it_is()
    {
        await File.WriteAllTextAsync(spool["a.jsonl"], Spool.Line(0) + "\n{\"cal", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(spool["a.jsonl"], TimeProvider.System.GetUtcNow().AddHours(-2).UtcDateTime);
        spool.Append("b.jsonl", Spool.Line(1));
        side.Refuses = line => line.EndsWith('}') ? null : "It is not JSON.";
        await spool.Until(() => spool.Refused().Length == 1 && side.Taken.Count == 2);
        Assert.Contains("{\\\"cal", spool.Refused()[0], StringComparison.Ordinal);
    }
}
