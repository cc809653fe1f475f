using Portal.Brands;
using Portal.Files;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>What a brand's page is made of.</summary>
public sealed record BrandModel
{
    public required StaffCall Call { get; init; }

    /// <summary>Null: a new brand.</summary>
    public BrandView? Brand { get; init; }
    public required FormValues Values { get; init; }

    /// <summary>What the platform says where the brand says nothing.</summary>
    internal Inheritance Inheritance { get; init; } = new([]);
    public required IReadOnlyList<FileView> Files { get; init; }

    /// <summary>How many show what is saved here.</summary>
    public long Domains { get; init; }
    public FormValues? Theirs { get; init; }

    /// <summary>Whose version that is.</summary>
    public SavedBy? By { get; init; }
    public bool Saved { get; init; }

    public bool CanChange => Brand is null ? Call.Rights.Role is StaffRole.Owner or StaffRole.Admin : Call.Rights.CanChange(Brand.Settings.Id);
}
