using Microsoft.Extensions.Options;
using Portal.Saving;

namespace Portal.Certificates;

/// <summary>What the documents of all certificates share.</summary>
internal sealed record CertificateParts(
    CertificateRows Rows, IFollowUp<CertificateDocument> FollowUp, SavingParts Saving, IOptions<CertificateOptions> Options);

/// <summary>
/// One activation's document: an order's steps and calls change it side by side, one write at a time. Calls are made on the
/// grain's own scheduler.
/// </summary>
internal sealed class CertificateChanges(
    IGrainBase grain, IPersistentState<CertificateDocument> store, CertificateParts parts) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly StateWriter<CertificateDocument> writer = new(grain, store, parts.FollowUp, parts.Saving);
    private bool madeUp;

    public CertificateDocument Now => writer.Now;

    public CertificateIssuer Issuer => parts.Options.Value.For(writer.Key, Now.CheckDns);

    public bool Announced { get; private set; } = true;

    /// <param name="decide">Gets the document as it is when its turn comes; null: nothing to change.</param>
    /// <returns>Whether something was changed.</returns>
    public async Task<bool> Change(Func<CertificateDocument, CertificateDocument?> decide)
    {
        await gate.WaitAsync();
        try
        {
            var before = Now;
            if (decide(before) is not { } next)
                return false;
            var served = Shown(next) != Shown(before);
            await writer.Write(next with { Version = before.Version + 1, MaterialVersion = before.MaterialVersion + (served ? 1 : 0) });
        }
        finally
        {
            gate.Release();
        }

        Announced = await writer.Follow();
        return true;
    }

    private static (string? Chain, string? Key) Shown(CertificateDocument document) =>
        document.Wanted ? (document.Served?.ChainPem, document.Served?.SealedKey) : default;

    /// <summary>Once in a life: brings the line up to date, which may have been left behind, and says what time it is.</summary>
    public Task MakeUp()
    {
        if (madeUp)
            return Task.CompletedTask;
        madeUp = true;
        return writer.MakeUp();
    }

    public Task Repair() => writer.Repair();

    /// <summary>Says again what is served: front ends may have missed it in a crash.</summary>
    public Task Announce() => parts.FollowUp.Note(writer.Key, Now, null) is { } note
        ? parts.Saving.Feed.Publish(note.Key, note.Version)
        : Task.CompletedTask;

    public void Dispose() => gate.Dispose();
}
