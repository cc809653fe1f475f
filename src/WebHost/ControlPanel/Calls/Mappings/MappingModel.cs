using Portal.Calls;

namespace Portal.WebHost.ControlPanel;

/// <summary>What a mapping's page is made of.</summary>
public sealed record MappingModel
{
    public required StaffCall Call { get; init; }

    /// <summary>Null: a new one.</summary>
    public MappingView? Mapping { get; init; }

    public required FormValues Values { get; init; }

    public string Sample { get; init; } = "";

    /// <summary>What the sample gave.</summary>
    internal Trial? Tried { get; init; }

    public FormValues? Theirs { get; init; }

    public SavedBy? By { get; init; }

    public bool Saved { get; init; }

    public bool CanChange => Mapping is not { ReadyMade: true } && MappingDesk.MayChange(Call.Caller);

    public bool CanCopy => Mapping is not null && MappingDesk.MayChange(Call.Caller);

    public string Path => Mapping is null ? "/mappings/new" : "/mappings/" + Mapping.Settings.Name;

    internal IResult Page(int status = StatusCodes.Status200OK) => PanelPage.Of<MappingPage>(new { Model = this }, status);
}
