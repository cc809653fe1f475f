using Portal.Mail;
using Portal.Platform;

namespace Portal.WebHost.ControlPanel;

/// <summary>What the pages of the platform's settings are made of.</summary>
public sealed record PlatformModel
{
    public required StaffCall Call { get; init; }
    public required PlatformView View { get; init; }
    public required FormValues Values { get; init; }

    /// <summary>Where the present name leads; empty: nowhere that we can see.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>How many domains there are whose records point at the present name.</summary>
    public long Domains { get; init; }

    /// <summary>Somebody else's version, when it changed since this form was opened.</summary>
    public FormValues? Theirs { get; init; }
    public TestMailOutcome? TestMail { get; init; }
    public string? TestTo { get; init; }

    /// <summary>What the last change did.</summary>
    public string? Done { get; init; }
}
