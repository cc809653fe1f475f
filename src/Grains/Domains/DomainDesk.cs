using Portal.Brands;
using Portal.Certificates;
using Portal.Dns;
using Portal.Hosts;
using Portal.Mail;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Domains;

/// <summary>
/// What is done with domains, whoever asks by whichever face: the one place where their rights are decided (ADR 0055). The order
/// is always: is it there, may the caller see it, may they change it, what may they not set, and only then the grain.
/// </summary>
internal sealed class DomainDesk(
    IGrainFactory grains, IDomainDirectory domains, IDomainRules rules, ITestMail mail, DecidedChange decided)
{
    private const string Reading = "domains.read";
    private const string Writing = "domains.write";

    public static bool MaySee(Caller caller, DomainView domain) => caller.Rights.CanSee(domain.Settings.Brand);

    public static bool MayChange(Caller caller, DomainView domain) => caller.Rights.CanChange(domain.Settings.Brand);

    /// <summary>Whether a domain of this caller needs a brand that is there already: nobody is given one by adding a domain.</summary>
    public static bool NeedsBrand(Caller caller) => caller.Rights.IsReseller;

    /// <summary>Before anything else is asked about a new one. Null: go on.</summary>
    public static DeskAnswer<DomainView>? RefuseAdding(Caller caller) =>
        caller.Lacks(Writing) ? DeskAnswer<DomainView>.Lacks(Writing)
        : caller.Rights.CanAdd ? null
        : DeskAnswer<DomainView>.Forbidden();

    public Task<Page<DomainRow>> List(Caller caller, ListQuery query, CancellationToken cancellation) =>
        domains.List(query with { Brands = BrandDesk.Own(caller) }, cancellation);

    public IAsyncEnumerable<DomainRow> All(Caller caller, ListQuery query, CancellationToken cancellation) =>
        domains.All(query with { Brands = BrandDesk.Own(caller) }, cancellation);

    /// <summary>The read model vouches for the host: no grain is woken for one that anybody made up.</summary>
    public async Task<DeskAnswer<DomainView>> Find(Caller caller, string written, CancellationToken cancellation) =>
        caller.Lacks(Reading) ? DeskAnswer<DomainView>.Lacks(Reading)
        : HostName.TryParse(written, out var host, out _) && await domains.Exists(host.Value, cancellation)
            && await grains.GetGrain<IDomainGrain>(host.Value).Get() is { } view && MaySee(caller, view) ? DeskAnswer<DomainView>.Done(view)
        : DeskAnswer<DomainView>.NotFound();

    public async Task<DeskAnswer<DomainView>> FindToChange(Caller caller, string written, CancellationToken cancellation) =>
        caller.Lacks(Writing) ? DeskAnswer<DomainView>.Lacks(Writing)
        : await Find(caller, written, cancellation) is var found && found.IsDone && !MayChange(caller, found.Value)
            ? DeskAnswer<DomainView>.Forbidden()
        : found;

    /// <param name="unread">What the face couldn't read: it is told together with what the rules say.</param>
    public async Task<DeskAnswer<DomainView>> Create(
        Caller caller, DomainSettings settings, IReadOnlyCollection<FieldError> unread, Change change, CancellationToken cancellation)
    {
        if (RefuseAdding(caller) is { } refused)
            return refused;
        // Whoever has one brand need not name it.
        settings = settings with { Brand = settings.Brand ?? caller.Rights.OnlyBrand };
        if (!HostName.TryParse(settings.Host, out var host, out var reason))
            unread = [.. unread, new FieldError("host", reason)];
        return await Refuse(caller, null, settings, unread, cancellation)
            ?? DeskAnswer<DomainView>.Of(
                await grains.GetGrain<IDomainGrain>(host.Value).Create(settings with { Host = host.Value }, caller.Own(change)));
    }

    /// <param name="settings">Without a brand: it stays.</param>
    /// <param name="unread">What the face couldn't read: it is told together with what the rules say.</param>
    public Task<DeskAnswer<DomainView>> Save(
        Caller caller,
        string written,
        DomainSettings settings,
        IReadOnlyCollection<FieldError> unread,
        Change change,
        CancellationToken cancellation) =>
        decided.Make(caller, () => FindToChange(caller, written, cancellation), Version, change, async (now, exact) =>
        {
            var next = settings with { Brand = settings.Brand ?? now.Settings.Brand };
            return await Refuse(caller, now.Settings, next, unread, cancellation)
                ?? DeskAnswer<DomainView>.Of(await Grain(now).Save(next, exact));
        });

    public Task<DeskAnswer<DomainView>> Delete(Caller caller, string written, Change change, CancellationToken cancellation) =>
        decided.Make(
            caller,
            () => FindToChange(caller, written, cancellation),
            Version,
            change,
            async (now, exact) => DeskAnswer<DomainView>.Of(await Grain(now).Delete(exact)));

    /// <summary>Looks at its DNS now. Whoever sees a domain may: it changes nothing but when it was looked at.</summary>
    public async Task<DeskAnswer<DomainDns>> CheckNow(Caller caller, string written, CancellationToken cancellation) =>
        await Find(caller, written, cancellation) is var found && found.IsDone
            ? DeskAnswer<DomainDns>.Done(
                new(found.Value.Settings.Host, await grains.GetGrain<IDnsGrain>(found.Value.Settings.Host).CheckNow()))
            : found.Refusing<DomainDns>();

    /// <summary>Sends one mail now. Done also where the server refused it: the outcome tells.</summary>
    public async Task<DeskAnswer<TestMailOutcome>> SendTestMail(Caller caller, string written, string to, CancellationToken cancellation) =>
        await FindToChange(caller, written, cancellation) is var found && found.IsDone
            ? await mail.Send(found.Value.Settings.Host, to, cancellation) is { } outcome
                ? DeskAnswer<TestMailOutcome>.Done(outcome)
                : DeskAnswer<TestMailOutcome>.NotFound()
            : found.Refusing<TestMailOutcome>();

    /// <summary>How far a domain that was found is on its way to live.</summary>
    public async Task<(DnsView Dns, CertificateView Certificate)> Way(DomainView found)
    {
        var host = found.Settings.Host;
        return (await grains.GetGrain<IDnsGrain>(host).Get(), await grains.GetGrain<ICertificateGrain>(host).Get());
    }

    private IDomainGrain Grain(DomainView domain) => grains.GetGrain<IDomainGrain>(domain.Settings.Host);

    /// <summary>What is wrong, and what this caller may not write though the values are right. Null: nothing.</summary>
    private async Task<DeskAnswer<DomainView>?> Refuse(
        Caller caller, DomainSettings? now, DomainSettings next, IReadOnlyCollection<FieldError> unread, CancellationToken cancellation)
    {
        var checkedAs = next;
        if (caller.Rights.IsReseller && !caller.Rights.CanSee(next.Brand))
        {
            unread = [.. unread, new FieldError("brand", $"Choose one of your brands: {string.Join(", ", caller.Rights.Brands)}.")];
            // What there is of another's brand, its files among it, isn't told by what else is wrong.
            checkedAs = next with { Brand = now?.Brand };
        }

        return unread.Count > 0
            ? DeskAnswer<DomainView>.Invalid(FieldErrors.Join(unread, (await rules.Check(checkedAs, now, cancellation)).Errors))
            : ScriptRight.Refuse<DomainView>(caller, (now?.JavaScript, now?.ScriptSources), (next.JavaScript, next.ScriptSources));
    }

    private static long Version(DomainView view) => view.Version;
}

/// <summary>What was seen of a domain's DNS.</summary>
internal sealed record DomainDns(string Host, DnsView Seen);
