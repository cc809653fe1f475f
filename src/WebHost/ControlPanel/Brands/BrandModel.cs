using Portal.Brands;
using Portal.Files;

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

    public bool CanChange => Brand is null ? BrandDesk.RefuseAdding(Call.Caller) is null : BrandDesk.MayChange(Call.Caller, Brand);

    public bool CanDelete => Brand is not null && BrandDesk.MayAddAndDelete(Call.Caller);

    public bool CanSetScript => ScriptRight.Has(Call.Caller);
}
