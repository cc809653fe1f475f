using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Portal.Mail;

/// <summary>
/// A mail as HTML: no tables, no style sheet, no script. Without any CSS it reads from top to bottom as a letter does. Text has
/// no colour of its own, so a dark client makes it light; what has one has its surface too.
/// </summary>
internal static class MailHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(MailContent content)
    {
        var (look, texts) = (content.Sender.Look, content.Texts);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="{Safe(texts.Culture.Name)}" dir="{texts.Direction}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>{Safe(content.Subject)}</title>
            </head>
            <body style="margin:0;padding:24px 16px">
            <div style="max-width:560px;margin:0 auto;font:16px/1.5 -apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">

            """);
        Head(html, content);
        html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 16px\">{Safe(content.Greeting)}</p>\n");
        foreach (var paragraph in content.Paragraphs)
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 16px;overflow-wrap:anywhere\">{Lines(paragraph)}</p>\n");
        if (content.Url is { } url)
        {
            var button = "display:inline-block;padding:12px 24px;border-radius:6px;"
                + $"background-color:{look.Color};color:{look.Color.OnBrand};font-weight:600;text-decoration:none";
            html.Append(CultureInfo.InvariantCulture, $"""
                <p style="margin:24px 0"><a href="{Safe(url)}" style="{button}">{Safe(content.Button)}</a></p>
                <p style="margin:0 0 16px;font-size:14px;overflow-wrap:anywhere">{Safe(texts["Link.Address"])}<br><a href="{Safe(url)}">{Safe(url)}</a></p>

                """);
        }

        foreach (var note in content.Notes)
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 16px;font-size:14px\">{Safe(note)}</p>\n");
        Foot(html, content);
        return html.Append("</div>\n</body>\n</html>\n").ToString();
    }

    private static void Head(StringBuilder html, MailContent content)
    {
        var name = Safe(MailContents.OneLine(content.Sender.Look.Name, 100));
        // Its own light surface: the logo is the one for light pages.
        if (content.Sender.Logo is { } logo)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 24px\"><img src=\"{Safe(logo.Url)}\" ")
                .Append(CultureInfo.InvariantCulture, $"width=\"{logo.Width}\" height=\"{logo.Height}\" alt=\"{name}\" ")
                .Append("style=\"border:0;background-color:#ffffff;padding:8px;border-radius:6px\"></p>\n");
        }
        else
        {
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 24px;padding-bottom:12px;border-bottom:3px solid ")
                .Append(CultureInfo.InvariantCulture, $"{content.Sender.Look.Color};font-size:20px;font-weight:600\">{name}</p>\n");
        }
    }

    private static void Foot(StringBuilder html, MailContent content)
    {
        var (look, texts) = (content.Sender.Look, content.Texts);
        html.Append("<hr style=\"margin:24px 0 16px;border:0;border-top:1px solid #8a8f98\">\n");
        if (look.SupportEmail is { } support)
        {
            var link = $"<a href=\"mailto:{Safe(support)}\">{Safe(support)}</a>";
            var sentence = Safe(texts["Support"]).Replace("{support}", link, StringComparison.Ordinal);
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 8px;font-size:13px\">{sentence}</p>\n");
        }

        if (look.Footer is { } footer)
            html.Append(
                CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 8px;font-size:13px\">{Lines(footer.ReplaceLineEndings("\n"))}</p>\n");
        if (look.Links.Length > 0)
        {
            var links = string.Join(" · ", look.Links.Select(link => $"<a href=\"{Safe(link.Url)}\">{Safe(link.Text)}</a>"));
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 8px;font-size:13px\">{links}</p>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0;font-size:13px\">{Safe(texts["Automatic"])}</p>\n");
    }

    private static string Lines(string text) => string.Join("<br>\n", text.Split('\n').Select(Safe));

    private static string Safe(string text) => Encoder.Encode(text);
}
