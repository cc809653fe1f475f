using System.Security.Cryptography;

namespace Portal.Mail;

/// <summary>Whether mail of a domain can go out, for whoever looks at the domain's page.</summary>
/// <param name="Server">Name and port; null: nobody has set one, so nothing can be sent.</param>
/// <param name="Source">Whose setting it is: <c>the domain's</c>, <c>the brand's</c>, <c>the platform's</c>.</param>
/// <param name="Problem">Why nothing can go out, in a sentence; null: nothing is known against it.</param>
/// <param name="Pause">The server refuses user name and password; null: it doesn't.</param>
internal sealed record MailHealth(string? Server, string? Source, string? Problem, MailPause? Pause)
{
    public bool IsGood => Server is not null && Problem is null;
}

/// <summary>Reads <see cref="MailHealth"/>. Connects to nobody.</summary>
internal interface IMailHealth
{
    /// <param name="host">A domain that exists.</param>
    /// <param name="brand">Its brand.</param>
    Task<MailHealth> Of(string host, string? brand);
}

internal sealed class MailHealthReader(MailRelays relays, IMailPauses pauses) : IMailHealth
{
    public async Task<MailHealth> Of(string host, string? brand)
    {
        MailRelay? relay;
        try
        {
            relay = await relays.For(host, brand);
        }
        catch (CryptographicException)
        {
            return new(null, null, MailProblems.UnreadablePassword, null);
        }

        if (relay is null)
            return new(null, null, MailProblems.NoServer, null);
        var pause = await pauses.AccountOf(relay) is { } account ? await pauses.Find(account) : null;
        return new(relay.ToString(), relay.Source, pause is null ? null : MailProblems.OfPause(pause), pause);
    }
}
