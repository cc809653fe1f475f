namespace Portal.WebHost.Front;

/// <summary>Which sections of the portal can be opened: some are known by their key before they have a page.</summary>
internal interface ISectionPages
{
    /// <param name="section">Of <see cref="Access.Sections"/>.</param>
    bool Has(string section);
}
