using Portal.Saving;

namespace Portal.Brands;

/// <summary>A tenant's CSS as it may be saved. What it says is the tenant's affair, save for what pages never load.</summary>
internal static class CssRules
{
    public const int MostBytes = 256 * 1024;

    public static string? Check(string? text, FieldErrors errors)
    {
        var css = TextRules.Code(text, "css", "CSS", MostBytes, errors);
        if (css is not null && css.AsSpan().TrimStart() is ['<', not '!', ..])
            errors.Add("css", "Enter only CSS, without <style> or <link> tags.");
        foreach (var import in CssReach.Of(css).Imports)
            errors.Add("css", Blocked(import));
        return css;
    }

    public static string Blocked(string import) =>
        $"“@import {import}” would be blocked: pages load style sheets only from their own domain. Copy its rules into this field.";
}
