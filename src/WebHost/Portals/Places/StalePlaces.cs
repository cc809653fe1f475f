namespace Portal.WebHost.Portals;

/// <summary>The page for whoever comes from a page of another place: go on, or back.</summary>
internal static class StalePlaces
{
    /// <summary>A place of the same person that can be gone back to; null: there is none such here and now.</summary>
    public static (string Customer, string Name)? Find(PortalCall call, string customer)
    {
        var (place, name) = call.Places.FirstOrDefault(p => p.Place.Customer == customer);
        return place is null || customer == call.Place.Customer ? null : (customer, name);
    }

    /// <param name="text">Key of what it says; null: it is about a form.</param>
    /// <param name="next">Where going on leads.</param>
    public static Task Page(PortalAnswer answers, PortalCall call, string? text, string next)
    {
        var texts = TextSet.Of<ShellModel>(call.Texts.Language);
        return answers.Page<StalePage>(
            new ShellModel
            {
                Call = call,
                Section = "stale",
                Title = texts["Stale.Title"],
                Texts = texts,
                Data = new StalePageData(text, next),
            });
    }
}

internal sealed record StalePageData(string? Text, string Next);
