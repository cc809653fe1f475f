using Portal.Saving;

namespace Portal.Brands;

/// <summary>A tenant's JavaScript as it may be saved.</summary>
internal static class ScriptRules
{
    public const int MostBytes = 256 * 1024;

    public static string? Check(string? text, FieldErrors errors)
    {
        var before = errors.All.Count;
        var code = TextRules.Code(text, "javaScript", "JavaScript", MostBytes, errors);
        if (code is null || errors.All.Count > before)
            return code;
        TenantScript.Parse(code, out var reasons);
        errors.AddEach("javaScript", reasons);
        return code;
    }
}
