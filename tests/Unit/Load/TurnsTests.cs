using Portal.Load;

namespace Portal.Tests.Unit.Load;

public sealed class TurnsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Turns_are_taken_in_the_order_of_coming()
    {
        using var turns = new Turns(2);
        var (first, second) = (await turns.Take(Stop), await turns.Take(Stop));
        var waiting = Enumerable.Range(0, 100).Select(_ => turns.Take(Stop)).ToArray();
        Assert.DoesNotContain(waiting, turn => turn.IsCompleted);
        first.Dispose();
        var third = await waiting[0];
        Assert.False(waiting[1].IsCompleted);
        second.Dispose();
        await waiting[1];
        third.Dispose();
        await waiting[2];
        Assert.Equal(3, waiting.Count(turn => turn.IsCompleted));
    }

    [Fact]
    public async Task A_turn_that_is_given_back_twice_is_one()
    {
        using var turns = new Turns(1);
        var turn = await turns.Take(Stop);
        turn.Dispose();
        turn.Dispose();
        using var next = await turns.Take(Stop);
        Assert.False(turns.Take(Stop).IsCompleted);
    }

    [Fact]
    public async Task Who_no_longer_waits_takes_nobodys_turn()
    {
        using var turns = new Turns(1);
        using var leaving = new CancellationTokenSource();
        var turn = await turns.Take(Stop);
        var gone = turns.Take(leaving.Token);
        var next = turns.Take(Stop);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        turn.Dispose();
        (await next).Dispose();
    }

    [Fact]
    public async Task Nobody_goes_on_without_a_turn_when_the_process_ends()
    {
        var turns = new Turns(1);
        using var turn = await turns.Take(Stop);
        var waiting = turns.Take(Stop);
        turns.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Keys_wait_for_themselves_alone_and_leave_nothing_behind()
    {
        var turns = new KeyedTurns(1, StringComparer.OrdinalIgnoreCase);
        var one = await turns.Take("mail.example", Stop);
        var same = turns.Take("MAIL.example", Stop);
        (await turns.Take("other.example", Stop)).Dispose();
        Assert.False(same.IsCompleted);
        one.Dispose();
        one.Dispose();
        var third = turns.Take("mail.example", Stop);
        (await same).Dispose();
        (await third).Dispose();
        (await turns.Take("mail.example", Stop)).Dispose();
    }
}
