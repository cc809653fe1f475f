using System.Text.Json;
using Portal.Domains;
using Portal.Feed;
using Portal.Hosts;
using Portal.Saving;

namespace Portal.WebHost.Api;

internal static class DomainEndpoints
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
        api.MapPut("/domains/{host}", Put)
            .Does(ApiOperation.Replaces("Replace a domain's settings", "domains.write", DomainDocument.Domain.Shape));
        api.MapPatch("/domains/{host}", Patch).Does(
            ApiOperation.Patches("Change parts of a domain's settings", "domains.write", DomainDocument.Domain.Shape));
        api.MapDelete("/domains/{host}", Delete).Does(ApiOperation.Deletes("Delete a domain", "domains.write"));
    }

    private static long Version(DomainView view) => view.Version;

    private static string FeedKey(DomainView view) => FeedKeys.Domain(view.Settings.Host);

    private static async Task<ApiAnswer> List(ApiCall call, ListRequest list, DomainDesk desk, CancellationToken cancellation) =>
        list.Problem ?? ListRequest.Answer(await desk.List(call.Caller, list.Query, cancellation), DomainLine.Line.Show);

    private static async Task<ApiAnswer> Get(string host, ApiCall call, DomainDesk desk, CancellationToken cancellation) =>
        (await desk.Find(call.Caller, host, cancellation)).Answer(What, Version, view => call.Conditions.Has(view.Version)
            ? ApiAnswer.NotModified(view.Version)
            : ApiAnswer.Ok(DomainDocument.Write(view), view.Version));

    private static async Task<ApiAnswer> Create(ApiCall call, DomainDesk desk, CancellationToken cancellation)
    {
        if (DomainDesk.RefuseAdding(call.Caller) is { } refused)
            return refused.Refused(What);
        var (body, problem) = await call.Read(DomainDocument.Domain.Shape);
        if (problem is not null)
            return problem;
        var errors = new List<FieldError>();
        var result = await desk.Create(call.Caller, DomainDocument.Domain.FromJson(body, errors), errors, call.Change(), cancellation);
        return result.Answer(What, Version, view => ApiAnswer.Created(
            DomainDocument.Write(view), ApiPipeline.Prefix + "/domains/" + view.Settings.Host, view.Version), FeedKey);
    }

    private static Task<ApiAnswer> Put(string host, ApiCall call, DomainDesk desk, CancellationToken cancellation) =>
        Edit(host, call, desk, cancellation).Run(call, patch: false);

    private static Task<ApiAnswer> Patch(string host, ApiCall call, DomainDesk desk, CancellationToken cancellation) =>
        Edit(host, call, desk, cancellation).Run(call, patch: true);

    private static Edit<DomainView, DomainSettings> Edit(
        string host, ApiCall call, DomainDesk desk, CancellationToken cancellation) => new()
        {
            What = What,
            Shape = DomainDocument.Domain.Shape,
            Find = () => desk.FindToChange(call.Caller, host, cancellation),
            Version = Version,
            FeedKey = FeedKey,
            Write = DomainDocument.Write,
            Read = Read,
            Save = (settings, errors, change) => desk.Save(call.Caller, host, settings, errors, change, cancellation),
        };

    private static DomainSettings Read(JsonElement document, DomainView now, List<FieldError> errors)
    {
        var settings = DomainDocument.Domain.FromJson(document, errors);
        var host = now.Settings.Host;
        if (settings.Host.Length > 0 && !(HostName.TryParse(settings.Host, out var written, out _) && written.Value == host))
            errors.Add(new FieldError("host", $"A domain's host can't be changed: this is {host}. Add the other name as a new domain."));
        return settings with { Host = host };
    }

    private static Task<ApiAnswer> Delete(string host, ApiCall call, DomainDesk desk, CancellationToken cancellation) => Removal.Run(
        call,
        What,
        () => desk.FindToChange(call.Caller, host, cancellation),
        Version,
        change => desk.Delete(call.Caller, host, change, cancellation),
        FeedKey);
}
