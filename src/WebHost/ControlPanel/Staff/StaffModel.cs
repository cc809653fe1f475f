using Portal.Brands;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>What the page of one member of staff is made of.</summary>
public sealed record StaffModel
{
    public required StaffCall Call { get; init; }

    /// <summary>Null: somebody new.</summary>
    public OperatorView? Member { get; init; }
    public required FormValues Values { get; init; }
    public required IReadOnlyList<BrandRow> Brands { get; init; }

    /// <summary>Somebody else's version, when it changed since this form was opened.</summary>
    public FormValues? Theirs { get; init; }

    /// <summary>Whose version that is.</summary>
    public SavedBy? By { get; init; }

    /// <summary>What the last change did.</summary>
    public string? Done { get; init; }

    /// <summary>A link to hand over, shown this once.</summary>
    public string? Link { get; init; }

    public bool IsMe => Member is not null && Member.Id == Call.Staff?.Id;
}
