namespace Portal.WebHost.Portals;

/// <summary>The page of a link that is no good: used, late, of another host, made up. It says what to do.</summary>
internal static class DeadLink
{
    /// <param name="text">Key of the text.</param>
    public static Task Show(PageAnswers answers, HttpContext context, SitePages site, string text, (string Path, string Text) next)
    {
        var texts = site.TextsFor(context.Request);
        return answers.Fresh(
            context,
            site,
            PageKind.Notice,
            new PageFill { Heading = texts["Link.Title"], Text = texts[text], Next = (next.Path, texts[next.Text]) },
            StatusCodes.Status410Gone);
    }
}
