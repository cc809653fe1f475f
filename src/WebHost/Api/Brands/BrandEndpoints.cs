using System.Text.Json;
using Portal.Brands;
using Portal.Feed;
using Portal.Saving;

namespace Portal.WebHost.Api;

internal static class BrandEndpoints
{
    private const string What = "brand";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/brands", List).Does(new("List brands", "brands.read")
        {
            Description = "Ordered by id unless “sort” says otherwise.",
            Lists = BrandLine.Line.Shape,
            Plan = BrandList.Plan,
            Refuses = [422],
        });
        api.MapPost("/brands", Create).Does(ApiOperation.Creates("Add a brand", "brands.write", BrandDocument.Brand.Shape));
        api.MapGet("/brands/{id}", Get).Does(ApiOperation.Reads("Read a brand", "brands.read", BrandDocument.Brand.Shape));
        api.MapPut("/brands/{id}", Put).Does(
            ApiOperation.Replaces("Replace a brand", "brands.write", BrandDocument.Brand.Shape) with
            {
                Description = "All domains that use it show the change.",
            });
        api.MapPatch("/brands/{id}", Patch)
            .Does(ApiOperation.Patches("Change parts of a brand", "brands.write", BrandDocument.Brand.Shape));
        api.MapDelete("/brands/{id}", Delete).Does(
            ApiOperation.Deletes("Delete a brand", "brands.write") with { Description = "409 while domains use it." });
    }

    private static long Version(BrandView view) => view.Version;

    private static string FeedKey(BrandView view) => FeedKeys.Brand(view.Settings.Id);

    private static async Task<ApiAnswer> List(ApiCall call, ListRequest list, BrandDesk desk, CancellationToken cancellation) =>
        list.Problem ?? ListRequest.Answer(await desk.List(call.Caller, list.Query, cancellation), BrandLine.Line.Show);

    private static async Task<ApiAnswer> Get(string id, ApiCall call, BrandDesk desk, CancellationToken cancellation) =>
        (await desk.Find(call.Caller, id, cancellation)).Answer(What, Version, view => call.Conditions.Has(view.Version)
            ? ApiAnswer.NotModified(view.Version)
            : ApiAnswer.Ok(BrandDocument.Write(view), view.Version));

    private static async Task<ApiAnswer> Create(ApiCall call, BrandDesk desk, CancellationToken cancellation)
    {
        if (BrandDesk.RefuseAdding(call.Caller) is { } refused)
            return refused.Refused(What);
        var (body, problem) = await call.Read(BrandDocument.Brand.Shape);
        if (problem is not null)
            return problem;
        var errors = new List<FieldError>();
        var result = await desk.Create(call.Caller, BrandDocument.Brand.FromJson(body, errors), errors, call.Change(), cancellation);
        return result.Answer(What, Version, view => ApiAnswer.Created(
            BrandDocument.Write(view), ApiPipeline.Prefix + "/brands/" + view.Settings.Id, view.Version), FeedKey);
    }

    private static Task<ApiAnswer> Put(string id, ApiCall call, BrandDesk desk, CancellationToken cancellation) =>
        Edit(id, call, desk, cancellation).Run(call, patch: false);

    private static Task<ApiAnswer> Patch(string id, ApiCall call, BrandDesk desk, CancellationToken cancellation) =>
        Edit(id, call, desk, cancellation).Run(call, patch: true);

    private static Edit<BrandView, BrandSettings> Edit(string id, ApiCall call, BrandDesk desk, CancellationToken cancellation) => new()
    {
        What = What,
        Shape = BrandDocument.Brand.Shape,
        Find = () => desk.FindToChange(call.Caller, id, cancellation),
        Version = Version,
        FeedKey = FeedKey,
        Write = BrandDocument.Write,
        Read = Read,
        Save = (settings, errors, change) => desk.Save(call.Caller, id, settings, errors, change, cancellation),
    };

    private static BrandSettings Read(JsonElement document, BrandView now, List<FieldError> errors)
    {
        var settings = BrandDocument.Brand.FromJson(document, errors);
        if (settings.Id.Length > 0 && settings.Id != now.Settings.Id)
            errors.Add(new FieldError("id", $"A brand's id can't be changed: this is {now.Settings.Id}. Its name can."));
        return settings with { Id = now.Settings.Id };
    }

    private static Task<ApiAnswer> Delete(string id, ApiCall call, BrandDesk desk, CancellationToken cancellation) => Removal.Run(
        call,
        What,
        () => desk.FindToDelete(call.Caller, id, cancellation),
        Version,
        change => desk.Delete(call.Caller, id, change, cancellation),
        FeedKey);
}
