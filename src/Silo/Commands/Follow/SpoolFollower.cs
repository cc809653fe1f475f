namespace Portal.Hosting.Commands;

/// <summary>
/// Ships a spool for ever: batch after batch, on to the next after the answer alone (ADR 0063). Killed at any moment it goes on where the
/// last answer left it, and what it sends twice is stored once.
/// </summary>
internal sealed class SpoolFollower(FollowPlan plan, ICallSink sink, TimeProvider clock, Func<string, Task> say)
{
    private const int LeastBytes = 128 * 1024;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(0.5);

    // Whoever writes lines had its time to end the last one.
    private static readonly TimeSpan LineEnds = TimeSpan.FromHours(1);

    private readonly SpoolReader reader = new(plan.HasHead);
    private int limit = SpoolReader.MostBytes;
    private int failures;

    /// <param name="stop">Ends it after the answer in flight.</param>
    public async Task<int> Run(CancellationToken stop)
    {
        FileStream held;
        try
        {
            Directory.CreateDirectory(plan.State);
            held = new(Path.Combine(plan.State, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await say($"Another follower is at work here, or {plan.State} can't be written: {problem.Message}");
            return 1;
        }

        await using (held)
        {
            var (places, wrong) = SpoolPlaces.Load(Path.Combine(plan.State, "place.json"));
            if (wrong is not null)
                await say(wrong);
            var refused = new RefusedLines(Path.Combine(plan.State, "refused.jsonl"), clock);
            refused.Resume(places.RefusedBytes);
            await Follow(places, refused, stop);
        }

        return 0;
    }

    private async Task Follow(SpoolPlaces places, RefusedLines refused, CancellationToken stop)
    {
        var files = new SpoolFiles(plan.Directory, places);
        var report = new FollowReport(places, clock, say);
        await say($"Following {plan.Directory}: calls go to {sink.Name}, lines that it doesn't take to {refused.Path}.");
        while (!stop.IsCancellationRequested)
        {
            TimeSpan? wait;
            try
            {
                var shipped = await Round(files, places, refused, report, stop);
                if (failures > 0 && shipped)
                    await say($"{sink.Name} takes calls again.");
                failures = shipped ? 0 : failures;
                wait = shipped ? null : Between;
            }
            catch (NotTakenException problem)
            {
                wait = await Failed($"{sink.Name} doesn't take calls, and is asked again: {problem.Message}", problem);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // A full disk, or a directory that is gone.
                wait = await Failed($"It can't go on, and tries again: {problem.Message}");
            }

            if (wait is { } time)
                await Task.Delay(time, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        try
        {
            places.Save();
        }
        catch (IOException problem)
        {
            await say($"Its place is that of the last answer: {problem.Message}");
        }

        await report.Say();
        await say("Ended as asked.");
    }

    /// <returns>Whether anything was shipped.</returns>
    private async Task<bool> Round(
        SpoolFiles files, SpoolPlaces places, RefusedLines refused, FollowReport report, CancellationToken stop)
    {
        var there = files.Look();
        foreach (var found in files.News())
            await say(found);
        if (places.IsChanged)
            places.Save();
        await report.Look(there);
        var shipped = false;
        foreach (var file in there.Where(file => file.Behind > 0))
        {
            var now = file;
            while (!stop.IsCancellationRequested && reader.Read(now, limit, HasEnded(now)) is { } batch)
            {
                await Ship(batch, now, places, refused, report);
                now = now with { Place = places.Files[file.Name] };
                shipped = true;
                await report.Look([.. there.Select(one => one with { Place = places.Files.GetValueOrDefault(one.Name) ?? one.Place })]);
            }
        }

        Delete(there);
        return shipped;
    }

    private async Task Ship(SpoolBatch batch, SpoolFile file, SpoolPlaces places, RefusedLines refused, FollowReport report)
    {
        var shipped = batch.Unshippable is { } reason ? new(0, [new(0, reason)])
            : batch.Lines.Count == 0 ? new(0, [])
            : await SpoolShipper.Ship(sink, batch);
        // In this order: a crash between the two cuts the first off again.
        if (shipped.Untaken.Count > 0)
            places.RefusedBytes = refused.Append(batch, shipped.Untaken);
        places.RefusedBytes ??= File.Exists(refused.Path) ? new FileInfo(refused.Path).Length : 0;
        places.Set(
            file.Name, file.Place with { At = batch.End, Mark = batch.Mark, Size = Math.Max(file.Info.Length, batch.End) });
        places.Save();
        report.Count(batch, shipped);
        if (shipped.Untaken.Count > 0)
            await say($"{batch.File}: {shipped.Untaken.Count} lines were not taken and are kept aside; the first: {shipped.Untaken[0].Reason}");
    }

    private async Task<TimeSpan> Failed(string told, NotTakenException? problem = null)
    {
        if (problem is { IsTooLarge: true } && limit > LeastBytes)
        {
            // Something on the way takes no more, and won't tomorrow.
            limit = Math.Max(LeastBytes, limit / 2);
            return TimeSpan.Zero;
        }

        failures++;
        if (failures == 1 || failures % 10 == 0)
            await say(told);
        return FollowBackOff.Wait(failures, problem?.Wait, Random.Shared.NextDouble());
    }

    private bool HasEnded(SpoolFile file) => !file.IsLast && Age(file) > LineEnds;

    private TimeSpan Age(SpoolFile file) => clock.GetUtcNow() - new DateTimeOffset(file.Info.LastWriteTimeUtc);

    private void Delete(IReadOnlyList<SpoolFile> files)
    {
        if (plan.DeleteAfter is not { } days)
            return;
        foreach (var file in files.Where(file => file is { IsLast: false, Behind: 0 }))
        {
            file.Info.Refresh();
            if (file.Info.Exists && file.Behind == 0 && Age(file) > TimeSpan.FromDays(days))
                file.Info.Delete();
        }
    }
}
