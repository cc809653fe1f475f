using System.Text;
using MailKit;

namespace Portal.Mail;

/// <summary>The steps of handing over a mail, in the order of a conversation that encrypts by STARTTLS.</summary>
public enum MailStepKind { Resolve, Connect, Greeting, Encrypt, SignIn, Send }

/// <summary>How one step went.</summary>
/// <param name="Text">A sentence for a person.</param>
/// <param name="Reply">The server's own words, where it said some; secrets blotted out.</param>
public sealed record MailStep(MailStepKind Kind, bool Passed, string Text, string? Reply = null);

/// <summary>
/// Listens to a conversation: keeps the steps and what the server said last. Never what we said, which holds credentials.
/// </summary>
internal sealed class MailSteps : IProtocolLogger
{
    private const int LongestReply = 500;

    private readonly List<MailStep> steps = [];
    private readonly List<string> secrets = [];
    private readonly StringBuilder said = new();

    public IReadOnlyList<MailStep> All => steps;

    /// <summary>Whether the server said anything at all.</summary>
    public bool Greeted { get; private set; }

    /// <summary>What the server said since the last word of ours; null: nothing.</summary>
    public string? Reply => said.Length == 0 ? null : Blot(said.ToString().Trim());

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>Never to be seen, whoever repeats it: plain, or as AUTH LOGIN and AUTH PLAIN (RFC 4616) put it on the wire.</summary>
    public void Hide(string? userName, string? password)
    {
        if (string.IsNullOrEmpty(password))
            return;
        secrets.Add(password);
        secrets.Add(Convert.ToBase64String(Encoding.UTF8.GetBytes(password)));
        secrets.Add(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{userName}\0{password}")));
    }

    public void Passed(MailStepKind kind, string text, string? reply = null) =>
        steps.Add(new(kind, true, text, reply is null ? null : Blot(reply)));

    public void Failed(MailStepKind kind, string text, string? reply = null) =>
        steps.Add(new(kind, false, text, reply is null ? null : Blot(reply)));

    public void LogConnect(Uri uri)
    {
        // Told by the steps.
    }

    public void LogClient(byte[] buffer, int offset, int count) => said.Clear();

    public void LogServer(byte[] buffer, int offset, int count)
    {
        Greeted = true;
        var room = LongestReply - said.Length;
        if (room > 0)
            said.Append(Printable(Encoding.UTF8.GetString(buffer, offset, Math.Min(count, room))));
    }

    public void Dispose()
    {
        // Nothing is held.
    }

    private static string Printable(string text) => string.Create(text.Length, text, (span, from) =>
    {
        for (var i = 0; i < from.Length; i++)
            span[i] = char.IsControl(from[i]) && from[i] != '\n' ? ' ' : from[i];
    });

    private string Blot(string text)
    {
        foreach (var secret in secrets)
            text = text.Replace(secret, "•••", StringComparison.Ordinal);
        return text.Length <= LongestReply ? text : text[..LongestReply];
    }
}
