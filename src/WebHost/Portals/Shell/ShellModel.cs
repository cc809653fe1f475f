namespace Portal.WebHost.Portals;

/// <summary>What a signed-in page is made of; its components read it.</summary>
internal sealed record ShellModel
{
    public required PortalCall Call { get; init; }

    /// <summary>The section that the menu marks.</summary>
    public required string Section { get; init; }

    /// <summary>Of the tab and of the page.</summary>
    public required string Title { get; init; }

    /// <summary>The section's words.</summary>
    public required TextSet Texts { get; init; }

    /// <summary>Distinguishes the pages of one section for style sheets; null: the list or the only one.</summary>
    public string? Kind { get; init; }

    /// <summary>What was done just now, in words.</summary>
    public string? Done { get; init; }

    public ListModel? List { get; init; }

    public FormState Form { get; init; } = FormState.Blank;

    /// <summary>What this page alone has.</summary>
    public object? Data { get; init; }

    /// <summary>Passwords or codes are typed here: a domain may keep its scripts off.</summary>
    public bool TypesPasswords { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    public string PageKey => Kind is null ? Section : Section + "-" + Kind;

    /// <summary>The words of the shell.</summary>
    public TextSet Shell => TextSet.Of<ShellModel>(Call.Texts.Language);
}
