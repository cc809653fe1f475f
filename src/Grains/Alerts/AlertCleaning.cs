using Portal.Saving;

namespace Portal.Alerts;

/// <summary>Lets go of what became of alerts so long ago that nobody looks at it, and of alerts that are gone.</summary>
internal sealed class AlertCleaning(AlertRows rows, TimeProvider clock) : INightly
{
    /// <summary>How long the history goes back.</summary>
    public const int Days = 90;

    public string Name => "removal of the history of alerts";

    public Task Run() => rows.Clean(clock.GetUtcNow().AddDays(-Days), CancellationToken.None);
}
