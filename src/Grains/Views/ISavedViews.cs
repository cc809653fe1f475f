namespace Portal.Views;

/// <summary>The saved views of contacts. A contact is a person's place at one customer, so each place has its own.</summary>
internal interface ISavedViews
{
    /// <summary>Of all sections, by section and name.</summary>
    Task<IReadOnlyList<SavedView>> All(string contact, CancellationToken cancellation);

    /// <summary>Keeps it, in place of what had its name in its section.</summary>
    Task<ViewOutcome> Put(string contact, SavedView view, CancellationToken cancellation);

    /// <param name="name">Null: the section opens as it does for everybody.</param>
    /// <returns>False: there is no such view.</returns>
    Task<bool> OpenWith(string contact, string section, string? name, CancellationToken cancellation);

    /// <returns>False: there is no such view, or another has the name in its section.</returns>
    Task<bool> Rename(string contact, string section, string name, string to, CancellationToken cancellation);

    /// <returns>False: there was none.</returns>
    Task<bool> Delete(string contact, string section, string name, CancellationToken cancellation);
}

/// <summary>What came of a view.</summary>
internal enum ViewOutcome
{
    Made,
    Replaced,

    /// <summary>There are <see cref="SavedView.Most"/> already.</summary>
    TooMany,
}
