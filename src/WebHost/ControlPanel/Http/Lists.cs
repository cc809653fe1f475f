using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>What a list's URL asks for.</summary>
/// <param name="Text">Search words.</param>
/// <param name="After">Cursor.</param>
public sealed record ListUrl(string Path, string? Text, string? After)
{
    private const int PageSize = 50;
    private const int LongestSearch = 200;

    public static ListUrl Of(HttpContext context) => new(
        context.Request.Path, Clip(context.Request.Query["q"]), Clip(context.Request.Query["after"]));

    internal ListQuery Query(StaffCall call) => new(Text, PageSize, After, call.OnlyBrands);

    public string Next(string cursor) => Path + "?" + (Text is null ? "" : "q=" + Uri.EscapeDataString(Text) + "&") + "after=" + Uri.EscapeDataString(cursor);

    private static string? Clip(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Contains('\0') ? null : text.Length > LongestSearch ? text[..LongestSearch] : text;
}
