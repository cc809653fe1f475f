using Portal.Calls;

namespace Portal.Hosting.Commands;

/// <param name="Line">Of the batch, from 0.</param>
internal readonly record struct UntakenLine(int Line, string Reason);

/// <param name="Accepted">New calls.</param>
/// <param name="Untaken">Lines of calls that aren't stored, each with its reason.</param>
internal sealed record ShippedLines(long Accepted, IReadOnlyList<UntakenLine> Untaken);

/// <summary>
/// Ships a batch and knows of each line what became of it. An answer names the first errors alone; where it doesn't account for each
/// line, lines are sent again in smaller parts, which stores none twice.
/// </summary>
internal static class SpoolShipper
{
    private const string Unaccounted = "The answer says nothing of this line.";

    /// <exception cref="NotTakenException">All of it may be shipped again.</exception>
    public static async Task<ShippedLines> Ship(ICallSink sink, SpoolBatch batch)
    {
        var answer = await sink.Take(batch);
        if (Accounts(answer, batch))
            return new(answer.Accepted, [.. answer.Errors.Select(error => new UntakenLine(batch.IndexOf(error.Line), error.Reason))]);
        if (batch.Lines.Count == 1)
        {
            var reason = answer.Errors is [var only, ..] ? only.Reason : Unaccounted;
            return new(answer.Accepted, answer.Accepted + answer.Duplicates > 0 ? [] : [new(0, reason)]);
        }

        var (accepted, untaken) = (answer.Accepted, new List<UntakenLine>());
        var size = batch.Lines.Count > IntakeResult.MostErrors ? IntakeResult.MostErrors : 1;
        for (var first = 0; first < batch.Lines.Count; first += size)
        {
            var part = await Ship(sink, batch.Part(first, size));
            accepted += part.Accepted;
            untaken.AddRange(part.Untaken.Select(one => one with { Line = first + one.Line }));
        }

        return new(accepted, untaken);
    }

    private static bool Accounts(IntakeResult answer, SpoolBatch batch) =>
        answer.Lines == batch.Lines.Count && answer.MoreErrors == 0 && answer.Errors.Count >= answer.Rejected
        && answer.Errors.All(error => batch.IndexOf(error.Line) is >= 0 and var at && at < batch.Lines.Count)
        && answer.Errors.Select(error => error.Line).Distinct().Count() == answer.Errors.Count;
}
