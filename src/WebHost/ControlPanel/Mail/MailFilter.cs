using Portal.Hosts;
using Portal.Mail;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>What the URL of the mail log asks for.</summary>
/// <param name="Box">A host, or the platform's own; null: all.</param>
/// <param name="Text">Part of a recipient's address.</param>
/// <param name="After">Cursor.</param>
public sealed record MailFilter(string? Box, MailState? State, string? Text, string? After)
{
    /// <summary>A state that the address asks for and nobody knows: it is left out, and said.</summary>
    public string? UnknownState { get; init; }

    public const string Path = "/mail";

    private const int PageSize = 50;
    private const int Longest = 320;

    public bool IsEmpty => Box is null && State is null && Text is null;

    public static MailFilter Of(HttpContext context)
    {
        var query = context.Request.Query;
        var written = Clip(query["state"]);
        var state = SharedFields.Value<MailState>(written);
        return new(Clip(query["domain"]) is { } box ? HostName.ForFinding(box) : null, state, Clip(query["q"]), Clip(query["after"])) { UnknownState = state is null ? written : null };
    }

    internal ListQuery Query(StaffCall call) => new(Text, PageSize, After, call.OnlyBrands);

    /// <summary>The page that asks for this.</summary>
    public string Url
    {
        get
        {
            var parts = new[] { ("domain", Box), ("state", State?.ToString().ToLowerInvariant()), ("q", Text), ("after", After) }
                .Where(part => part.Item2 is not null)
                .Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}");
            return string.Join('&', parts) is { Length: > 0 } query ? Path + "?" + query : Path;
        }
    }

    /// <summary>The page of one mail; its id may hold any character.</summary>
    public static string Of(MailRow mail, string path = "/mail/show") => $"{path}?domain={Uri.EscapeDataString(mail.Box)}&id={Uri.EscapeDataString(mail.Id)}";

    private static string? Clip(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Contains('\0', StringComparison.Ordinal) ? null : text.Length > Longest ? text[..Longest] : text.Trim();
}
