using Portal.Mail;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>How a domain's mail leaves, and what holds it up.</summary>
/// <param name="Offer">Null: nobody has set a mail server, no mail leaves.</param>
/// <param name="Problem">Why nothing can go out, in a sentence; null: nothing is known against it.</param>
/// <param name="Waiting">The newest mail that was tried in vain and waits; null: none.</param>
public sealed record MailPathView(MailOffer? Offer, string? Problem, MailRow? Waiting)
{
    /// <summary>The server refuses user name and password; null: it doesn't.</summary>
    internal MailPause? Pause { get; init; }

    public string Kind => Offer is null || Reason is not null ? "warn" : "good";

    public string? Reason => Problem ?? Waiting?.Reason;
}

/// <summary>Looks up <see cref="MailPathView"/>.</summary>
internal sealed class MailPaths(MailRelays relays, IMailHealth health, IMailLog log)
{
    /// <param name="host">A domain that exists; null: one that is still to be.</param>
    public async Task<MailPathView> Of(string? host, string? brand, CancellationToken cancellation)
    {
        var offer = await relays.Find(host, brand);
        if (host is null || offer is null)
            return new MailPathView(offer, null, null);
        var newest = (await log.List(host, MailState.Queued, new ListQuery(null, 1), cancellation)).Items;
        var known = await health.Of(host, brand);
        return new MailPathView(offer, known.Problem, newest is [{ Reason: not null } row] ? row : null) { Pause = known.Pause };
    }
}
