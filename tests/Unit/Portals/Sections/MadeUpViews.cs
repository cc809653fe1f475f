using Portal.Views;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Chosen columns in memory, by contact and section.</summary>
internal sealed class MadeUpColumns : IChosenColumns
{
    public Dictionary<(string Contact, string Section), string> Kept { get; } = [];

    public Task<string?> Of(string contact, string section, CancellationToken cancellation) =>
        Task.FromResult(Kept.GetValueOrDefault((contact, section)));

    public Task Keep(string contact, string section, string? columns, CancellationToken cancellation)
    {
        if (columns is null)
            Kept.Remove((contact, section));
        else
            Kept[(contact, section)] = columns;
        return Task.CompletedTask;
    }
}

/// <summary>Saved views in memory, by contact.</summary>
internal sealed class MadeUpViews : ISavedViews
{
    private readonly List<(string Contact, SavedView View)> kept = [];

    public Task<IReadOnlyList<SavedView>> All(string contact, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<SavedView>>(
        [.. kept.Where(one => one.Contact == contact).Select(one => one.View).OrderBy(view => view.Name, StringComparer.Ordinal)]);

    public Task<ViewOutcome> Put(string contact, SavedView view, CancellationToken cancellation)
    {
        var isKnown = kept.RemoveAll(Is(contact, view.Section, view.Name)) > 0;
        if (!isKnown && kept.Count(one => one.Contact == contact) >= SavedView.Most)
            return Task.FromResult(ViewOutcome.TooMany);
        kept.Add((contact, view with { IsDefault = false }));
        if (view.IsDefault)
            _ = OpenWith(contact, view.Section, view.Name, cancellation);
        return Task.FromResult(isKnown ? ViewOutcome.Replaced : ViewOutcome.Made);
    }

    public Task<bool> OpenWith(string contact, string section, string? name, CancellationToken cancellation)
    {
        for (var i = 0; i < kept.Count; i++)
        {
            if (kept[i].Contact == contact && kept[i].View.Section == section)
                kept[i] = (contact, kept[i].View with { IsDefault = kept[i].View.Name == name });
        }

        return Task.FromResult(true);
    }

    public Task<bool> Rename(string contact, string section, string name, string to, CancellationToken cancellation)
    {
        var at = kept.FindIndex(Is(contact, section, name));
        if (at < 0 || kept.Exists(Is(contact, section, to)))
            return Task.FromResult(false);
        kept[at] = (contact, kept[at].View with { Name = to });
        return Task.FromResult(true);
    }

    public Task<bool> Delete(string contact, string section, string name, CancellationToken cancellation) =>
        Task.FromResult(kept.RemoveAll(Is(contact, section, name)) > 0);

    private static Predicate<(string Contact, SavedView View)> Is(string contact, string section, string name) =>
        one => one.Contact == contact && one.View.Section == section && one.View.Name == name;
}
