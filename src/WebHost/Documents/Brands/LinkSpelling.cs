using System.Text.Json.Nodes;
using Portal.Brands;

namespace Portal.WebHost.Documents;

/// <summary>Links of a brand's own: in a form, one on a line, as <c>Terms | https://…</c>. Pure.</summary>
internal static class LinkSpelling
{
    private static readonly ObjectShape Link = new(
        "Link",
        new Field("text", new TextShape { Description = "What people see.", Example = "\"Terms\"" }) { Required = true },
        new Field("url", new TextShape { Description = "Absolute https URL.", Format = "uri", Example = "\"https://acme.example/terms\"" })
        {
            Required = true,
        });

    public static readonly Spelling<LinkSettings[]?> Links = new(new ListShape(Link) { Nullable = true })
    {
        FromJson = (json, name, _) => json.Each(name)?.Select(link => new LinkSettings(
            link.Required("text", "Enter the text that people see."),
            link.Required("url", "Enter the link's address, such as https://acme.example/terms."))).ToArray(),
        ToJson = links => links is null
            ? null
            : new JsonArray([.. links.Select(link => new JsonObject { ["text"] = link.Text, ["url"] = link.Url })]),
        FromForm = (form, name, _) => form.One(name) is { } written ? [.. FormText.Lines(written).Select(FromLine)] : null,
        ToForm = links => [links is null ? null : string.Join('\n', links.Select(link => $"{link.Text} | {link.Url}"))],
    };

    private static LinkSettings FromLine(string line)
    {
        var bar = line.LastIndexOf('|');
        return bar < 0 ? new LinkSettings(line, "") : new LinkSettings(line[..bar].Trim(), line[(bar + 1)..].Trim());
    }
}
