using Portal.Blobs;
using Portal.Customers;
using Portal.Load;
using Portal.Saving;

namespace Portal.Calls;

/// <summary>
/// Takes recordings of calls from programs, and gives them out: the one place where programs' rights are decided (ADR 0055).
/// </summary>
internal sealed class RecordingDesk(RecordingBook book, IBlobs blobs, ICallStore store, ICustomerDirectory customers)
    : IRecordings, IDisposable
{
    /// <summary>Three hours of the largest format that telephones have.</summary>
    public const long Most = 200L * 1024 * 1024;

    // Each has a MiB in memory, and lasts as long as its line is slow.
    private readonly BoundedWork work = new(atOnce: 16, waiting: 16, share: 16);

    /// <summary>Before anything of the body is read. Null: go on.</summary>
    public static DeskAnswer<Recording>? Refuse(Caller caller) => CallIntakeDesk.Refuse(caller)?.Refusing<Recording>();

    /// <summary>Keeps it in place of another one. Who is limited to brands has to bring the call first.</summary>
    /// <exception cref="TooBusyException">Nothing was read.</exception>
    /// <exception cref="RecordingTooLargeException">Nothing was kept.</exception>
    public async Task<DeskAnswer<Recording>> Put(
        Caller caller, string name, string callId, Stream audio, CancellationToken cancellation)
    {
        if (Refuse(caller) is { } refused)
            return refused;
        var wrong = new List<FieldError>();
        if (name.Length is 0 or > CallReading.LongestText)
            wrong.Add(new("switch", $"A switch's name has 1 to {CallReading.LongestText} characters."));
        if (callId.Length is 0 or > CallReading.LongestId)
            wrong.Add(new("callId", $"A call's id has 1 to {CallReading.LongestId} characters."));
        if (wrong.Count > 0)
            return DeskAnswer<Recording>.Invalid(wrong);
        var key = CallKey.Of(name, callId);
        var call = await store.Find(null, key, cancellation);
        return caller.Rights.OnlyBrands is null || await Sees(caller, call, cancellation)
            ? await work.Run(() => Keep(key, call, audio, cancellation), cancellation)
            : DeskAnswer<Recording>.NotFound();
    }

    public async Task<DeskAnswer<Recording>> Delete(Caller caller, string name, string callId, CancellationToken cancellation)
    {
        if (Refuse(caller) is { } refused)
            return refused;
        var key = CallKey.Of(name, callId);
        if (await book.Find(key, cancellation) is not { } found
            || (caller.Rights.OnlyBrands is not null && !await Sees(caller, await store.Find(null, key, cancellation), cancellation)))
            return DeskAnswer<Recording>.NotFound();
        await Drop(key, found.Format.Name);
        return DeskAnswer<Recording>.Done(found);
    }

    /// <summary>The bytes first: what has a row is found again.</summary>
    public async Task Drop(CallKey key, string format)
    {
        await blobs.Delete(Recording.BlobOf(key, format), CancellationToken.None);
        await book.Remove(key);
    }

    public async Task<(Recording Recording, Stream Audio)?> Open(CallKey key, CancellationToken cancellation) =>
        await book.Find(key, cancellation) is { } found && await blobs.Open(found.Blob, cancellation) is { } audio ? (found, audio) : null;

    public void Dispose() => work.Dispose();

    private async Task<DeskAnswer<Recording>> Keep(CallKey key, Call? call, Stream audio, CancellationToken cancellation)
    {
        var head = new byte[RecordingFormat.Head];
        var read = await audio.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
        if (RecordingFormat.Of(head.AsSpan(0, read)) is not { } format)
            return DeskAnswer<Recording>.Invalid([new("recording", "This is no WAV, MP3 or Ogg file.")]);
        var before = await book.Find(key, cancellation);
        await book.Begin(key, format, cancellation);
        await using var content = new RecordingStream(head, audio, Most);
        var size = await blobs.Put(Recording.BlobOf(key, format.Name), content, cancellation);
        await book.Finish(key, format, size, call);
        if (before is not null && before.Format != format)
            await blobs.Delete(before.Blob, CancellationToken.None);
        return DeskAnswer<Recording>.Found(await book.Find(key, CancellationToken.None));
    }

    private async Task<bool> Sees(Caller caller, Call? call, CancellationToken cancellation) =>
        call is not null && await customers.Find(call.Customer, CustomerKind.Customer, cancellation) is { } customer
        && caller.Rights.CanSee(customer.Brand);
}
