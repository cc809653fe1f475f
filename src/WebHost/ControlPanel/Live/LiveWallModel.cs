using Portal.Calls;

namespace Portal.WebHost.ControlPanel;

/// <summary>What the live page is made of.</summary>
public sealed record LiveWallModel
{
    public required StaffCall Call { get; init; }

    internal LiveWall Wall { get; init; } = null!;
}
