namespace Portal.Brands;

/// <summary>
/// What a browser would block of a tenant's script and style sheet by the pages' Content-Security-Policy, said before somebody
/// wonders why it isn't there. It stops nobody from saving. Pure.
/// </summary>
/// <param name="Field">As the API names it.</param>
internal sealed record PolicyAdvice(string Field, string Text)
{
    /// <param name="javaScript">What pages run: a domain's own, else its brand's.</param>
    public static IReadOnlyList<PolicyAdvice> Of(string? javaScript, string? css, ScriptSources sources)
    {
        var found = new List<PolicyAdvice>();
        var script = TenantScript.Parse(javaScript) with { Mode = sources };
        var loads = script.LoadsOthers;
        var reach = CssReach.Of(css);
        found.AddRange(reach.Imports.Select(url => new PolicyAdvice("css", CssRules.Blocked(url))));
        if (loads)
            return found;
        if (reach.Files.Count > 0)
            found.Add(new(
                "css",
                $"Pictures and fonts from {Names(reach.Files)} are blocked while pages load nothing from other sites. "
                + "Use a public file, or set script sources to “any”."));
        string[] named = [.. script.Parts.SelectMany(part => part.Source is { } source
            ? ScriptReach.Origin(source) is { } origin ? [origin] : []
            : ScriptReach.Of(part.Code!, part.IsModule).Origins).Distinct(StringComparer.Ordinal)];
        if (named.Length > 0)
        {
            found.Add(new("javaScript", sources == ScriptSources.Own
                ? $"It names {Names(named)}. Script sources are set to “own”: browsers block whatever it loads from there."
                : $"It names {Names(named)}, but pages load nothing from other sites: browsers block what it requests there. "
                    + "To allow it, set script sources to “any”."));
        }

        return found;
    }

    private static string Names(IReadOnlyList<string> origins) => string.Join(", ", origins);
}
