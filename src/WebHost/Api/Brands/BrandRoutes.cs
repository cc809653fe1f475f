using System.Text.Json;
using Portal.Brands;
using Portal.Feed;
using Portal.Saving;

namespace Portal.WebHost.Api;

internal static class BrandRoutes
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
        api.MapPatch("/brands/{id}", Patch).Does(ApiOperation.Patches("Change parts of a brand", "brands.write", BrandDocument.Brand.Shape));
        api.MapDelete("/brands/{id}", Delete).Does(ApiOperation.Deletes("Delete a brand", "brands.write") with { Description = "409 while domains use it." });
    }

    private static string FeedKey(BrandView view) => FeedKeys.Brand(view.Settings.Id);

    private static async Task<ApiAnswer> List(ApiCall call, ListRequest list, IBrandDirectory brands, CancellationToken cancellation) =>
        list.Problem ?? ListRequest.Answer(await brands.List(list.For(call), cancellation), BrandLine.Line.Show);

    private static async Task<ApiAnswer> Get(string id, ApiCall call, IGrainFactory grains) =>
        await Find(id, call, grains) is not { } view ? Problems.NotFound(What)
        : call.Conditions.Has(view.Version) ? ApiAnswer.NotModified(view.Version)
        : ApiAnswer.Ok(BrandDocument.Write(view), view.Version);

    private static async Task<ApiAnswer> Create(ApiCall call, IGrainFactory grains, IBrandRules rules, CancellationToken cancellation)
    {
        if (call.Rights.IsReseller || !call.Rights.CanChange(null))
            return Problems.Forbidden("Only the platform's owners and administrators can add brands.");
        var (body, problem) = await call.Read(BrandDocument.Brand.Shape);
        if (problem is not null)
            return problem;
        var errors = new List<FieldError>();
        var settings = BrandDocument.Brand.FromJson(body, errors);
        // The id is the key of what is called below: it must be right before anything is called.
        var wrong = (await rules.Check(settings, null, cancellation)).Errors;
        if (errors.Count > 0 || wrong.Count > 0)
            return Problems.Invalid(errors.Concat(wrong));

        var result = await grains.GetGrain<IBrandGrain>(settings.Id).Create(settings, call.Change());
        return result.Answer(What, view => view.Version, view =>
            ApiAnswer.Created(BrandDocument.Write(view), ApiPipeline.Prefix + "/brands/" + view.Settings.Id, view.Version), FeedKey);
    }

    private static Task<ApiAnswer> Put(string id, ApiCall call, IGrainFactory grains, IBrandRules rules) => Edit(id, call, grains, rules, patch: false);

    private static Task<ApiAnswer> Patch(string id, ApiCall call, IGrainFactory grains, IBrandRules rules) => Edit(id, call, grains, rules, patch: true);

    private static async Task<ApiAnswer> Edit(string id, ApiCall call, IGrainFactory grains, IBrandRules rules, bool patch)
    {
        if (!IsId(id))
            return Problems.NotFound(What);
        var grain = grains.GetGrain<IBrandGrain>(id);
        return await new Edit<BrandView, BrandSettings>
        {
            What = What,
            Shape = BrandDocument.Brand.Shape,
            Get = grain.Get,
            Version = view => view.Version,
            FeedKey = FeedKey,
            Brand = view => view.Settings.Id,
            Write = BrandDocument.Write,
            Read = Read,
            Check = async (now, settings) => (await rules.Check(settings, now.Settings, CancellationToken.None)).Errors,
            Refuse = (now, settings) => DomainRights.Script(
                call.Rights, (now.Settings.JavaScript, now.Settings.ScriptSources), (settings.JavaScript, settings.ScriptSources)),
            Save = grain.Save,
        }.Run(call, patch);
    }

    private static BrandSettings Read(JsonElement document, BrandView now, List<FieldError> errors)
    {
        var settings = BrandDocument.Brand.FromJson(document, errors);
        if (settings.Id.Length > 0 && settings.Id != now.Settings.Id)
            errors.Add(new FieldError("id", $"A brand's id can't be changed: this is {now.Settings.Id}. Its name can."));
        return settings with { Id = now.Settings.Id };
    }

    private static async Task<ApiAnswer> Delete(string id, ApiCall call, IGrainFactory grains)
    {
        if (await Find(id, call, grains) is not { } view)
            return Problems.NotFound(What);
        if (call.Rights.IsReseller || !call.Rights.CanChange(id))
            return Problems.Forbidden("Only the platform's owners and administrators can delete brands.");
        if (!call.Conditions.Allow(view.Version))
            return Problems.Changed(view.Version);
        var result = await grains.GetGrain<IBrandGrain>(id).Delete(call.ChangeOf(view.Version));
        return result.Answer(What, changed => changed.Version, _ => ApiAnswer.NoContent(), FeedKey);
    }

    private static async Task<BrandView?> Find(string id, ApiCall call, IGrainFactory grains) =>
        IsId(id) && call.Rights.CanSee(id) ? await grains.GetGrain<IBrandGrain>(id).Get() : null;

    // No grain is woken for what can't be an id.
    private static bool IsId(string id) => id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
