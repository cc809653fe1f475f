using System.Globalization;

namespace Portal.Hosting.Commands;

/// <summary>What a follower says of itself: at the start, when it falls behind or has caught up, and once a minute.</summary>
internal sealed class FollowReport(SpoolPlaces places, TimeProvider clock, Func<string, Task> say)
{
    private static readonly TimeSpan Each = TimeSpan.FromMinutes(1);

    // Lines of the last moment are nothing to tell.
    private static readonly TimeSpan Worth = TimeSpan.FromSeconds(10);

    private long said;
    private bool isLate;
    private long accepted;
    private long repeated;
    private long refused;
    private string behind = "";

    public void Count(SpoolBatch batch, ShippedLines shipped)
    {
        accepted += shipped.Accepted;
        refused += shipped.Untaken.Count;
        repeated += Math.Max(0, batch.Lines.Count - shipped.Accepted - shipped.Untaken.Count);
    }

    /// <param name="files">As they are now.</param>
    public async Task Look(IReadOnlyList<SpoolFile> files)
    {
        var left = files.Where(file => file.Behind > 0).ToArray();
        var now = clock.GetUtcNow();
        if (left.Length == 0)
            places.CaughtUp = now;
        // The oldest line came after all was shipped for the last time, and not before its file.
        TimeSpan? age = left.Length == 0 ? null : now - new[]
        {
            places.CaughtUp ?? DateTimeOffset.MinValue, new DateTimeOffset(left[0].Info.CreationTimeUtc),
        }.Max();
        behind = age is null ? "nothing is left to ship" : string.Create(
            CultureInfo.InvariantCulture,
            $"{left.Sum(file => file.Behind):N0} bytes are left to ship, the oldest line for at most {Text(age.Value)}");
        // Who is late stays so until nothing is left.
        var late = age > Worth || (age is not null && (said == 0 || isLate));
        if (said == 0 || late != isLate || clock.GetElapsedTime(said) >= Each)
            await Say();
        isLate = late;
    }

    public Task Say()
    {
        said = clock.GetTimestamp();
        return say(string.Create(
            CultureInfo.InvariantCulture,
            $"{behind}; {accepted:N0} calls accepted, {repeated:N0} there already, {refused:N0} lines kept aside since the start"));
    }

    private static string Text(TimeSpan age) => age < TimeSpan.FromSeconds(90)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Ceiling(age.TotalSeconds)):0} s")
        : age < TimeSpan.FromHours(3) ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(age.TotalMinutes):0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(age.TotalHours):0} h");
}
