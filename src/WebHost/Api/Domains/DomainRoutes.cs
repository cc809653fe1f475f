using System.Text.Json;
using Portal.Domains;
using Portal.Feed;
using Portal.Hosts;
using Portal.Saving;

namespace Portal.WebHost.Api;

internal static class DomainRoutes
{
    private const string What = "domain";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/domains", List).Does(new("List domains", "domains.read")
        {
            Description = "Ordered by host unless “sort” says otherwise. “q” searches host, brand and brand name.",
            Lists = DomainLine.Line.Shape,
            Plan = DomainList.Plan,
            Refuses = [422],
        });
        api.MapPost("/domains", Create).Does(ApiOperation.Creates("Add a domain", "domains.write", DomainDocument.Domain.Shape) with
        {
            Description = "Saved at once, even before its DNS is right: it waits for the record and orders its certificate automatically.",
        });
        api.MapGet("/domains/{host}", Get).Does(ApiOperation.Reads("Read a domain", "domains.read", DomainDocument.Domain.Shape));
        api.MapPut("/domains/{host}", Put).Does(ApiOperation.Replaces("Replace a domain's settings", "domains.write", DomainDocument.Domain.Shape));
        api.MapPatch("/domains/{host}", Patch).Does(
            ApiOperation.Patches("Change parts of a domain's settings", "domains.write", DomainDocument.Domain.Shape));
        api.MapDelete("/domains/{host}", Delete).Does(ApiOperation.Deletes("Delete a domain", "domains.write"));
    }

    /// <summary>The host of a route in its one form; null when it can't be one (then there is no such domain).</summary>
    public static string? Host(string written) => HostName.TryParse(written, out var host, out _) ? host.Value : null;

    /// <summary>The domain, where the caller may see it.</summary>
    public static async Task<DomainView?> Find(string written, ApiCall call, IGrainFactory grains) =>
        Host(written) is { } host && await grains.GetGrain<IDomainGrain>(host).Get() is { } view && call.Rights.CanSee(view.Settings.Brand)
            ? view
            : null;

    private static string FeedKey(DomainView view) => FeedKeys.Domain(view.Settings.Host);

    private static async Task<ApiAnswer> List(ApiCall call, ListRequest list, IDomainDirectory domains, CancellationToken cancellation) =>
        list.Problem ?? ListRequest.Answer(await domains.List(list.For(call), cancellation), DomainLine.Line.Show);

    private static async Task<ApiAnswer> Get(string host, ApiCall call, IGrainFactory grains) =>
        await Find(host, call, grains) is not { } view ? Problems.NotFound(What)
        : call.Conditions.Has(view.Version) ? ApiAnswer.NotModified(view.Version)
        : ApiAnswer.Ok(DomainDocument.Write(view), view.Version);

    private static async Task<ApiAnswer> Create(ApiCall call, IGrainFactory grains, IDomainRules rules, CancellationToken cancellation)
    {
        if (call.Rights is { IsReseller: false } && !call.Rights.CanChange(null))
            return Problems.MayNotChange;
        var (body, problem) = await call.Read(DomainDocument.Domain.Shape);
        if (problem is not null)
            return problem;
        var errors = new List<FieldError>();
        var settings = DomainRights.WithOnlyBrand(call.Rights, DomainDocument.Domain.FromJson(body, errors));
        if (!HostName.TryParse(settings.Host, out var host, out var reason))
            errors.Add(new FieldError("host", reason));
        if (errors.Count > 0)
            return Problems.Invalid(errors.Concat((await rules.Check(settings, null, cancellation)).Errors));
        if (DomainRights.Refuse(call.Rights, null, settings) is { } refused)
            return refused;

        var result = await grains.GetGrain<IDomainGrain>(host.Value).Create(settings with { Host = host.Value }, call.Change());
        return result.Answer(What, view => view.Version, view =>
            ApiAnswer.Created(DomainDocument.Write(view), ApiPipeline.Prefix + "/domains/" + view.Settings.Host, view.Version), FeedKey);
    }

    private static Task<ApiAnswer> Put(string host, ApiCall call, IGrainFactory grains, IDomainRules rules) => Edit(host, call, grains, rules, patch: false);

    private static Task<ApiAnswer> Patch(string host, ApiCall call, IGrainFactory grains, IDomainRules rules) => Edit(host, call, grains, rules, patch: true);

    private static async Task<ApiAnswer> Edit(string written, ApiCall call, IGrainFactory grains, IDomainRules rules, bool patch)
    {
        if (Host(written) is not { } host)
            return Problems.NotFound(What);
        var grain = grains.GetGrain<IDomainGrain>(host);
        return await new Edit<DomainView, DomainSettings>
        {
            What = What,
            Shape = DomainDocument.Domain.Shape,
            Get = grain.Get,
            Version = view => view.Version,
            FeedKey = FeedKey,
            Brand = view => view.Settings.Brand,
            Write = DomainDocument.Write,
            Read = (document, now, errors) => Read(document, now, call, errors),
            Check = async (now, settings) => (await rules.Check(settings, now.Settings, CancellationToken.None)).Errors,
            Refuse = (now, settings) => DomainRights.Refuse(call.Rights, now.Settings, settings),
            Save = grain.Save,
        }.Run(call, patch);
    }

    private static DomainSettings Read(JsonElement document, DomainView now, ApiCall call, List<FieldError> errors)
    {
        var settings = DomainDocument.Domain.FromJson(document, errors);
        var host = now.Settings.Host;
        if (settings.Host.Length > 0 && Host(settings.Host) != host)
            errors.Add(new FieldError("host", $"A domain's host can't be changed: this is {host}. Add the other name as a new domain."));
        return settings with { Host = host, Brand = settings.Brand ?? now.Settings.Brand };
    }

    private static async Task<ApiAnswer> Delete(string host, ApiCall call, IGrainFactory grains)
    {
        while (true)
        {
            if (await Find(host, call, grains) is not { } view)
                return Problems.NotFound(What);
            if (!call.Rights.CanChange(view.Settings.Brand))
                return Problems.MayNotChange;
            if (!call.Conditions.Allow(view.Version))
                return Problems.Changed(view.Version);
            var result = await grains.GetGrain<IDomainGrain>(view.Settings.Host).Delete(call.Change(view.Version));
            if (!call.TriesAgain(result.Outcome))
                return result.Answer(call, What, changed => changed.Version, _ => ApiAnswer.NoContent(), FeedKey);
        }
    }
}
