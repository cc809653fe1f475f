using System.Globalization;
using Portal.Saving;

namespace Portal.Hosting.Commands;

/// <summary>
/// <c>rebuild [KIND…]</c>: has every stored document's rows written anew, and removes those of documents that aren't there: for
/// a read model that was emptied, or has lost rows.
/// </summary>
internal sealed class Rebuild(ReadModels models, TimeProvider clock) : IVerb
{
    private const int Named = 10;

    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(2);

    public string Name => "rebuild";

    public async Task<int> Run(string[] arguments, Func<string, Task> say, CancellationToken stop = default)
    {
        var known = models.Kinds.ToArray();
        if (arguments.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            await say($"Usage: rebuild [KIND…]. \"{unknown}\" is none of {string.Join(", ", known)}.");
            return 2;
        }

        var failed = 0;
        foreach (var kind in known.Where(one => arguments.Length == 0 || arguments.Contains(one, StringComparer.Ordinal)))
            failed += await One(kind, say);
        failed += (await models.Correct()).Failed;
        await say(failed == 0 ? "Each document has its rows." : "Not all could be done. Run this again: it may be repeated.");
        return failed == 0 ? 0 : 1;
    }

    private async Task<int> One(string kind, Func<string, Task> say)
    {
        var began = clock.GetTimestamp();
        var said = began;
        var last = await models.Rebuild(
            kind,
            async step =>
            {
                if (clock.GetElapsedTime(said) < BetweenLines)
                    return;
                said = clock.GetTimestamp();
                await say($"{Line(step)}, {Left(step, clock.GetElapsedTime(began))} left");
            },
            CancellationToken.None);
        await say(last.Failed == 0 ? $"{Line(last)}, done" : $"{Line(last)}; the first: {last.Why}");
        if (await models.RemoveStrays(kind) is { Count: > 0 } strays)
        {
            await say($"{kind}: {strays.Count} rows had no document and are gone: {string.Join(", ", strays.Take(Named))}"
                + (strays.Count > Named ? ", …" : ""));
        }

        return last.Failed;
    }

    private static string Line(Rebuilt step) => string.Create(
        CultureInfo.InvariantCulture,
        $"{step.Kind}: {step.Done:N0} of {step.All:N0}{(step.Failed > 0 ? $", {step.Failed:N0} failed" : "")}");

    private static string Left(Rebuilt step, TimeSpan spent)
    {
        var seconds = Math.Ceiling(spent.TotalSeconds / step.Done * Math.Max(0, step.All - step.Done));
        return seconds < 90
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 60):0} min");
    }
}
