namespace Portal.WebHost.Portals;

/// <summary>What ties a field to what is said of it, and whether it gets the focus. Pure.</summary>
internal static class FieldMarks
{
    public static string? DescribedBy(PageModel model, string name, string? error, string? hint)
    {
        var ids =
            new[]
            {
                error is null ? null : name + "-error",
                hint is null ? null : name + "-hint",
                model.Fill.Problem is null ? null : "problem",
            };
        return ids.Any(id => id is not null) ? string.Join(' ', ids.Where(id => id is not null)) : null;
    }

    /// <summary>
    /// The first wrong field, else the one that the page begins with. A picture of the page, which has one colour mode, takes
    /// no focus from what is beside it.
    /// </summary>
    public static bool Focuses(PageModel model, string name, bool isFirst) =>
        model.Head.Mode == ColorMode.Auto && (model.Fill.Errors.Count > 0 ? model.Fill.Errors[0].Field == name : isFirst);
}
