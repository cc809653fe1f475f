using Portal.Saving;
using Portal.Storage;

namespace Portal.Mail;

/// <summary>
/// What is done with mails that were sent or wait, for staff (ADR 0055). Whose they are tells the brand that the domain had then.
/// </summary>
internal sealed class MailDesk(IGrainFactory grains, IMailLog log)
{
    private const int LongestHost = 253;
    private const int LongestId = 500;

    public static bool MayChange(Caller caller, MailRow mail) => caller.Rights.CanChange(mail.Brand);

    public Task<Page<MailRow>> List(Caller caller, ListQuery query, CancellationToken cancellation) =>
        log.List(null, null, query with { Brands = caller.Rights.OnlyBrands }, cancellation);

    public IAsyncEnumerable<MailRow> All(Caller caller, ListQuery query, CancellationToken cancellation) =>
        log.All(query with { Brands = caller.Rights.OnlyBrands }, cancellation);

    public async Task<DeskAnswer<MailRow>> Find(Caller caller, string? box, string? id, CancellationToken cancellation) =>
        Fits(box, LongestHost) && Fits(id, LongestId)
            && await log.Find(box!, id!, cancellation) is { } mail && caller.Rights.CanSee(mail.Brand)
            ? DeskAnswer<MailRow>.Done(mail)
            : DeskAnswer<MailRow>.NotFound();

    /// <summary>Sends what failed once more. In the way: it was sent meanwhile, or is too old; the value is how it stands.</summary>
    public async Task<DeskAnswer<MailRow>> SendAgain(Caller caller, string? box, string? id, Change change, CancellationToken cancellation)
    {
        var found = await Find(caller, box, id, cancellation);
        if (!found.IsDone)
            return found;
        var mail = found.Value;
        if (!MayChange(caller, mail))
            return DeskAnswer<MailRow>.Forbidden();
        if (await grains.GetGrain<IOutboxGrain>(mail.Box).Resend(mail.Id, caller.Own(change)))
            return found;
        var now = await log.Find(mail.Box, mail.Id, cancellation) ?? mail;
        return DeskAnswer<MailRow>.InTheWay(now.State == MailState.Sent
            ? "It has been sent in the meantime."
            : "It is too old to be of use: its link has expired. Start again whatever it was sent for.") with
        { Value = now };
    }

    private static bool Fits(string? text, int longest) =>
        text is { Length: > 0 } && text.Length <= longest && !text.Contains('\0', StringComparison.Ordinal);
}
