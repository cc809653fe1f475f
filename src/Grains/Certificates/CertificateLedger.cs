using Microsoft.Extensions.Options;
using Portal.Feed;
using Portal.Saving;

namespace Portal.Certificates;

/// <summary>What ledgers share.</summary>
internal sealed record LedgerParts(
    CertificateRows Rows, IFeedPublisher Feed, FollowUpParts FollowUp, IOptions<CertificateOptions> Options, TimeProvider Clock);

/// <summary>
/// One activation's document: an order's steps and calls change it side by side, one write at a time; read model and feed
/// follow each write. Calls are made on the grain's own scheduler.
/// </summary>
internal sealed class CertificateLedger : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly string host;
    private readonly IPersistentState<CertificateDocument> store;
    private readonly LedgerParts parts;
    private readonly FollowUp<CertificateDocument> followUp;
    private bool behind;
    private long told;

    public CertificateLedger(IGrainBase grain, IPersistentState<CertificateDocument> store, LedgerParts parts)
    {
        (this.store, this.parts) = (store, parts);
        host = grain.GrainContext.GrainId.Key.ToString()!;
        behind = store.RecordExists;
        told = store.State.MaterialVersion;
        followUp = new FollowUp<CertificateDocument>(grain, parts.FollowUp, () => store.State, Follow);
    }

    public CertificateDocument Now => store.State;

    public CertificateIssuer Issuer => parts.Options.Value.For(host, Now.CheckDns);

    public bool Announced { get; private set; } = true;

    /// <param name="decide">Gets the document as it is when its turn comes; null: nothing to change.</param>
    /// <returns>Whether something was changed.</returns>
    public async Task<bool> Change(Func<CertificateDocument, CertificateDocument?> decide)
    {
        await gate.WaitAsync();
        try
        {
            var before = store.State;
            if (decide(before) is not { } next)
                return false;
            var served = Shown(next) != Shown(before);
            await store.Replace(next with { Version = before.Version + 1, MaterialVersion = before.MaterialVersion + (served ? 1 : 0) });
            behind = true;
        }
        finally
        {
            gate.Release();
        }

        Announced = await followUp.Run();
        return true;
    }

    private static (string? Chain, string? Key) Shown(CertificateDocument document) =>
        document.Wanted ? (document.Served?.ChainPem, document.Served?.SealedKey) : default;

    /// <summary>Brings the read model up to date where it may not be.</summary>
    public async Task Repair()
    {
        if (behind)
            await followUp.MakeUp();
    }

    /// <summary>Says again what is served: front ends may have missed it in a crash.</summary>
    public Task Announce() => Now.MaterialVersion == 0 ? Task.CompletedTask : parts.Feed.Publish(FeedKeys.Certificate(host), Now.MaterialVersion);

    public void Dispose() => gate.Dispose();

    private async Task<FollowedUp> Follow(CertificateDocument written)
    {
        var problem = await FollowedUp.Try(null, () => parts.Rows.Write(host, written, Issuer, parts.Clock.GetUtcNow()));
        behind = problem is not null || Now.Version != written.Version;
        if (written.MaterialVersion == told)
            return new FollowedUp(true, problem);
        var announced = await parts.Feed.Publish(FeedKeys.Certificate(host), written.MaterialVersion);
        told = written.MaterialVersion;
        return new FollowedUp(announced, problem);
    }
}
