using System.Text;

namespace Portal.Mail;

/// <summary>A mail as plain text: the same words.</summary>
internal static class MailPlain
{
    public static string Write(MailContent content)
    {
        var (look, texts) = (content.Sender.Look, content.Texts);
        var text = new StringBuilder();
        void Add(string paragraph) => text.Append(paragraph.ReplaceLineEndings("\r\n")).Append("\r\n\r\n");
        Add(content.Greeting);
        foreach (var paragraph in content.Paragraphs)
            Add(paragraph);
        if (content.Url is { } url)
            Add($"{content.Button}:\n{url}");
        foreach (var note in content.Notes)
            Add(note);
        // RFC 3676, 4.3: what follows is the signature.
        text.Append("-- \r\n").Append(MailContents.OneLine(look.Name, 100)).Append("\r\n");
        if (look.SupportEmail is { } support)
            text.Append(texts["Support"].Replace("{support}", support, StringComparison.Ordinal)).Append("\r\n");
        if (look.Footer is { } footer)
            text.Append(footer.ReplaceLineEndings("\r\n")).Append("\r\n");
        foreach (var link in look.Links)
            text.Append(link.Text).Append(": ").Append(link.Url).Append("\r\n");
        return text.Append(texts["Automatic"]).Append("\r\n").ToString();
    }
}
