using Microsoft.Extensions.Options;

namespace Portal.Calls;

/// <summary>
/// Takes calls in, whoever brings them: line by line, stored in batches. What was stored stands, whatever becomes of the rest: sent
/// again, it is known.
/// </summary>
internal sealed class CallIntake(
    ICallStore store, CallCustomers customers, CallEdge edge, IntakeWatch watch, IOptions<CallIntakeOptions> options, TimeProvider clock)
{
    /// <param name="told">What there is after each batch.</param>
    /// <param name="cancellation">Ends the reading; a batch that is being stored is stored.</param>
    /// <exception cref="BrokenBodyException">The body can't be read on.</exception>
    public async Task<IntakeResult> Run(
        CallBody body, Func<IntakeResult, Task>? told = null, CancellationToken cancellation = default)
    {
        var tally = new IntakeTally();
        try
        {
            return await Take(body, tally, told, cancellation);
        }
        finally
        {
            Watch(body, tally);
        }
    }

    private async Task<IntakeResult> Take(
        CallBody body, IntakeTally tally, Func<IntakeResult, Task>? told, CancellationToken cancellation)
    {
        // Whatever was set since: days that were dropped or archived once have no room any more.
        var kept = CallTimes.DayOf(clock.GetUtcNow().ToUnixTimeMilliseconds()) - (await edge.Borders(cancellation)).Hot;
        var days = Math.Min(options.Value.IntakeDays, kept);
        var lines = new CallLines(
            body.Stream,
            body.Format,
            body.Switch,
            () => new(clock.GetUtcNow(), days, body.Switch, isCorrection: body.Correcting is not null),
            body.Mapping);
        var batch = new IntakeBatch(clock);
        // One batch is stored while the next is read.
        var storing = Task.CompletedTask;
        try
        {
            while (true)
            {
                while (lines.TryNext(out var line))
                {
                    batch.Add(line);
                    if (batch.IsFull)
                        await Send();
                }

                var more = lines.Fill(cancellation);
                if (!batch.IsEmpty && !await IsThere(more, batch.Left))
                    await Send();
                // What can't be stored is told at once, however long the next line takes.
                if (!more.IsCompleted && await Task.WhenAny(more, storing) == storing)
                    await storing;
                if (!await more)
                    break;
            }

            if (!batch.IsEmpty)
                await Send();
            await storing;
        }
        finally
        {
            await storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (lines.Refused is { } refused)
            tally.News.Failed(body.Switch, refused);
        return tally.Result() with { Refused = lines.Refused };

        async Task Send()
        {
            await storing;
            var full = batch;
            batch = new(clock);
            storing = Task.Run(() => Keep(full), CancellationToken.None);
        }

        async Task Keep(IntakeBatch full)
        {
            foreach (var line in full.Refused)
                tally.Rejected(line.Number, line.Switch ?? body.Switch, line.Reason!);
            await Store(full.Calls, body, tally);
            Watch(body, tally);
            if (told is not null)
                await told(tally.Result());
        }
    }

    // Of a correction nothing is told: no switch sent it.
    private void Watch(CallBody body, IntakeTally tally)
    {
        if (body.Correcting is null)
            watch.Tell(tally.News);
    }

    /// <summary>Whether more came while the first of a batch could wait. A failure is as good: it is told where it is awaited.</summary>
    private async Task<bool> IsThere(Task more, TimeSpan within)
    {
        if (within > TimeSpan.Zero)
            await more.WaitAsync(within, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return more.IsCompleted;
    }

    private async Task Store(IReadOnlyList<(Call Call, long Line)> calls, CallBody body, IntakeTally tally)
    {
        var known = await customers.Find(calls.Select(one => one.Call.Customer), CancellationToken.None);
        var found = new List<CallLine>(calls.Count);
        foreach (var (call, line) in calls)
        {
            var (customer, wrong) = CallCustomers.Only(call.Customer, known, body.Brands);
            if ((wrong ?? Refuse(call, customer!)) is { } reason)
                tally.Rejected(line, call.Switch, reason);
            else
                found.Add(new(call with { Customer = customer!.Id, Currency = customer.Currency }, line, customer.Zone));
        }

        if (body.Correcting is { } how)
            await Correct(found, how == CallCorrecting.Tried, tally);
        else if (found.Count > 0)
            tally.Stored(found, await store.Append(found, CancellationToken.None), clock.GetUtcNow());
    }

    // Of two lines for one call it wouldn't be known which is right.
    private async Task Correct(List<CallLine> lines, bool isTried, IntakeTally tally)
    {
        var seen = new HashSet<CallKey>();
        var once = new List<CallLine>(lines.Count);
        foreach (var line in lines)
        {
            if (seen.Add(CallKey.Of(line.Call)))
                once.Add(line);
            else
                tally.Rejected(line.Line, null, "This call stood in a line before.");
        }

        if (once.Count > 0)
            tally.Corrected(await store.Correct(once, isTried, CancellationToken.None));
    }

    /// <returns>Why a call of this customer isn't taken; null: it is.</returns>
    public static string? Refuse(Call call, CallCustomer customer) =>
        call.Currency.Length > 0 && call.Currency != customer.Currency
            ? $"“currency” is {call.Currency}, but the customer's is {customer.Currency}."
            : null;
}
