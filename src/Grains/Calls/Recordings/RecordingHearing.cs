using System.Globalization;
using Portal.Audit;
using Portal.Customers;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Lets staff hear recordings, and writes down who heard which: the one place where their rights are decided (ADR 0055).
/// </summary>
internal sealed class RecordingHearing(
    CallDesk calls, ICustomerDirectory customers, IRecordings recordings, AuditTrail trail, TimeProvider clock)
{
    /// <summary>Who may open the customer's portal hears them there too; who may only read hears none.</summary>
    public async Task<bool> MayHear(Caller caller, Call call, CancellationToken cancellation) =>
        caller.Rights.CanHelp(await BrandOf(call, cancellation));

    /// <param name="key">As <see cref="CallKey"/> writes it.</param>
    /// <param name="isSaved">It leaves as a file.</param>
    /// <returns>Not found: such a call isn't theirs, or has no recording. The stream is the caller's to end.</returns>
    public async Task<DeskAnswer<HeardCall>> Open(Caller caller, string key, bool isSaved, CancellationToken cancellation)
    {
        var found = await calls.Find(caller, key, cancellation);
        if (!found.IsDone)
            return found.Refusing<HeardCall>();
        var call = found.Value;
        var brand = await BrandOf(call, cancellation);
        if (!caller.Rights.CanHelp(brand))
            return DeskAnswer<HeardCall>.Forbidden();
        if (await recordings.Open(CallKey.Of(call), cancellation) is not { } opened)
            return DeskAnswer<HeardCall>.NotFound();
        try
        {
            await Write(caller, call, brand, isSaved);
        }
        catch
        {
            // What can't be written down isn't heard.
            await opened.Audio.DisposeAsync();
            throw;
        }

        return DeskAnswer<HeardCall>.Done(new(call, opened));
    }

    // A player asks for one part after the other: within an hour that is once.
    private Task Write(Caller caller, Call call, string? brand, bool isSaved)
    {
        var now = clock.GetUtcNow();
        return trail.Append(new AuditEntry(
            string.Create(CultureInfo.InvariantCulture, $"{caller.Actor.Id}/{now.UtcDateTime:yyyyMMddHH}"),
            now,
            caller.Actor,
            isSaved ? "recording.download" : "recording.play",
            "call/" + CallKey.Of(call),
            brand,
            null,
            PortalJson.Write(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["customer"] = call.Customer,
                ["switch"] = call.Switch,
                ["callId"] = call.CallId,
            })));
    }

    private async Task<string?> BrandOf(Call call, CancellationToken cancellation) =>
        (await customers.Find(call.Customer, CustomerKind.Customer, cancellation))?.Brand;
}

/// <summary>A call whose recording is being heard.</summary>
internal sealed record HeardCall(Call Call, (Recording Recording, Stream Audio) Opened);
