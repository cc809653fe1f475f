using Portal.Saving;

namespace Portal.Brands;

/// <summary>A tenant's JavaScript as it may be saved.</summary>
internal static class ScriptRules
{
    public const int MostBytes = 256 * 1024;

    /// <param name="sources">Scripts of others contradict “own”.</param>
    public static string? Check(string? text, ScriptSources sources, FieldErrors errors)
    {
        var before = errors.All.Count;
        var code = TextRules.Code(text, "javaScript", "JavaScript", MostBytes, errors);
        if (code is null || errors.All.Count > before)
            return code;
        var script = TenantScript.Parse(code, out var reasons);
        errors.AddEach("javaScript", reasons);
        if (reasons.Count == 0)
            errors.AddEach("javaScript", [.. ScriptSyntax.Errors(script)]);
        if (sources == ScriptSources.Own && script.HasExternal)
            errors.Add(
                "javaScript",
                $"Script sources are “own”, but it loads {script.Sources[0]}. Set them to “detect” or “any”, or remove the tag.");
        return code;
    }

    /// <summary>
    /// Leaves out what is said of code that stays as it is: it was taken by other rules, and must not stand in the way of another change.
    /// </summary>
    public static IReadOnlyList<FieldError> Excuse(IReadOnlyList<FieldError> errors, bool sameScript, bool sameCss) =>
        [.. errors.Where(error => !(sameScript && error.Field == "javaScript") && !(sameCss && error.Field == "css"))];
}
