using Microsoft.Extensions.Options;
using Portal.Feed;
using Portal.Saving;

namespace Portal.Certificates;

/// <summary>What ledgers share.</summary>
internal sealed record LedgerParts(CertificateRows Rows, IFeedPublisher Feed, IOptions<CertificateOptions> Options, TimeProvider Clock);

/// <summary>
/// One activation's document: an order's steps and calls change it side by side, one write at a time; read model and feed
/// follow each write. Calls are made on the grain's own scheduler.
/// </summary>
internal sealed class CertificateLedger(string host, IPersistentState<CertificateDocument> store, LedgerParts parts) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private bool behind = store.RecordExists;

    public CertificateDocument Now => store.State;

    public CertificateIssuer Issuer => parts.Options.Value.For(host, Now.CheckDns);

    public bool Announced { get; private set; } = true;

    /// <param name="decide">Gets the document as it is when its turn comes; null: nothing to change.</param>
    /// <returns>Whether something was changed.</returns>
    public async Task<bool> Change(Func<CertificateDocument, CertificateDocument?> decide)
    {
        bool served;
        await gate.WaitAsync();
        try
        {
            var before = store.State;
            if (decide(before) is not { } next)
                return false;
            served = next.Served?.ChainPem != before.Served?.ChainPem || next.Served?.SealedKey != before.Served?.SealedKey;
            await store.Replace(next with { Version = before.Version + 1, MaterialVersion = before.MaterialVersion + (served ? 1 : 0) });
            behind = true;
        }
        finally
        {
            gate.Release();
        }

        await Repair();
        if (served)
            Announced = await parts.Feed.Publish(FeedKeys.Certificate(host), Now.MaterialVersion);
        return true;
    }

    /// <summary>Brings the read model up to date where it may not be.</summary>
    public async Task Repair()
    {
        if (!behind)
            return;
        var written = Now;
        await parts.Rows.Write(host, written, Issuer, parts.Clock.GetUtcNow());
        behind = Now.Version != written.Version;
    }

    /// <summary>Says again what is served: front ends may have missed it in a crash.</summary>
    public Task Announce() => Now.MaterialVersion == 0 ? Task.CompletedTask : parts.Feed.Publish(FeedKeys.Certificate(host), Now.MaterialVersion);

    public void Dispose() => gate.Dispose();
}
