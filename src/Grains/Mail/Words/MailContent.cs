using Portal.People;

namespace Portal.Mail;

/// <summary>What one mail says, before it is put into a form.</summary>
/// <param name="Paragraphs">Plain text; a line break within one is kept.</param>
/// <param name="Url">Absolute; null: it leads nowhere.</param>
internal sealed record MailContent(
    MailTexts Texts,
    string Subject,
    string Greeting,
    IReadOnlyList<string> Paragraphs,
    string Button,
    string? Url,
    IReadOnlyList<string> Notes,
    MailSender Sender)
{
    // The address of the button may hold a token.
    public override string ToString() => Subject;
}

/// <summary>Finds the words for a mail.</summary>
internal static class MailContents
{
    private const int LongestValue = 200;
    private const int LongestName = 100;

    /// <summary>Values that are times.</summary>
    private static readonly string[] Times = ["time", "until", "ends", "since"];

    /// <summary>
    /// Whoever signs up or invites types the name and the address of somebody who has said nothing yet: such a name is not
    /// repeated, or a form would send a stranger's text to anybody.
    /// </summary>
    private static readonly MailKind[] Unnamed = [MailKind.VerifyEmail, MailKind.KnownAddress, MailKind.Invitation];

    public static MailContent For(MailDraft draft, MailSender sender)
    {
        var texts = MailTexts.In([draft.Language, .. sender.Look.Languages]);
        var values = draft.Values.ToDictionary(
            value => value.Key,
            value => value.Key == "agent" ? Agents.Describe(value.Value, texts["Agent"]) ?? texts["Agent.Unknown"]
                : Times.Contains(value.Key, StringComparer.Ordinal) ? MailTimes.Read(value.Value, draft.TimeZone, texts.Culture)
                : OneLine(value.Value, LongestValue),
            StringComparer.Ordinal);
        AlertWords.Add(values, texts);
        values["brand"] = OneLine(sender.Look.Name, LongestName);
        var name = Unnamed.Contains(draft.Kind) ? "" : OneLine(draft.ToName ?? "", LongestName);
        values["name"] = name;
        string Fill(string text) => MailTexts.Fill(text, values, part => part);

        var kind = draft.Kind.ToString();
        var situation = draft.Values.GetValueOrDefault(MailSituations.Value);
        var exact = draft.Kind == MailKind.SecurityChange && draft.Values.TryGetValue("what", out var what)
            ? texts.Find($"{kind}.Text.{what}")
            : null;
        var fitting = situation is null ? null : texts.Find($"{kind}.Text.{situation}");
        var ends = draft.Kind == MailKind.ContractAsked && draft.Values.GetValueOrDefault("until") is { Length: > 0 };
        var text = exact ?? fitting ?? texts[ends ? $"{kind}.Text.until" : $"{kind}.Text"];
        var notes = new List<string>();
        if (draft is { Link: not null, UsefulUntil: { } end })
            notes.Add(
                MailTexts.Fill(
                    texts["Link.Until"],
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["until"] = MailTimes.Write(end, draft.TimeZone, texts.Culture),
                    },
                    part => part));
        if (texts.Find($"{kind}.Note") is { } note)
            notes.Add(Fill(note));

        return new(
            texts,
            Fill(texts[$"{kind}.Subject"]),
            Fill(texts[name.Length > 0 ? "Greeting.Named" : "Greeting"]),
            [.. text.ReplaceLineEndings("\n").Split("\n\n").Select(Fill)],
            Fill((situation is null ? null : texts.Find($"{kind}.Button.{situation}")) ?? texts[$"{kind}.Button"]),
            Address(sender.Site, draft.Link),
            notes,
            sender with { Look = sender.Look.In(texts.Culture.Name) });
    }

    /// <summary>A path of ours on the recipient's own domain; anything else is left out.</summary>
    private static string? Address(string site, string? link) =>
        link is ['/', not ('/' or '\\'), ..] or "/"
            && !link.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '\\' or '"' or '<' or '>')
            ? site + link
            : null;

    /// <summary>Without line breaks and other control characters, which would break out of a header or a line.</summary>
    internal static string OneLine(string text, int longest)
    {
        var clean = string.Join(
            ' ',
            new string(
                [.. text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]).Split(' ',
                StringSplitOptions.RemoveEmptyEntries));
        if (clean.Length <= longest)
            return clean;
        var end = char.IsHighSurrogate(clean[longest - 2]) ? longest - 2 : longest - 1;
        return clean[..end] + "…";
    }
}
