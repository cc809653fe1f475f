using System.Text.Json;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.Api;

/// <summary>The operator's staff. For keys of the role owner alone.</summary>
internal static class OperatorEndpoints
{
    private const string What = "member of staff";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/operators", List)
            .Does(new("List staff", "operators.read") { Lists = OperatorDocument.Operator.Shape, Refuses = [422] });
        api.MapPost("/operators", Create)
            .Does(ApiOperation.Creates("Invite a member of staff", "operators.write", OperatorDocument.Operator.Shape) with
            {
                Description = "This response is the only one that ever contains the link that sets the first password.",
            });
        api.MapGet("/operators/{id}", Get)
            .Does(ApiOperation.Reads("Read about a member of staff", "operators.read", OperatorDocument.Operator.Shape));
        api.MapPut("/operators/{id}", Put)
            .Does(ApiOperation.Replaces("Replace a member of staff's rights", "operators.write", OperatorDocument.Operator.Shape) with
            {
                Description = "Anyone who loses rights is signed out. 409 for the last owner who can sign in.",
            });
        api.MapPatch("/operators/{id}", Patch).Does(
            ApiOperation.Patches("Change parts of a member of staff", "operators.write", OperatorDocument.Operator.Shape));
        api.MapDelete("/operators/{id}", Delete).Does(ApiOperation.Deletes("Remove a member of staff", "operators.write") with
        {
            Description = "Their sessions end. 409 for the last owner who can sign in.",
        });
    }

    private static async Task<ApiAnswer> List(
        ApiCall call, ListRequest list, IGrainFactory grains, OperatorDirectory directory, CancellationToken cancellation)
    {
        if ((Refuse(call) ?? list.Problem) is { } refused)
            return refused;
        var page = await directory.List(list.Query, cancellation);
        var views = await Task.WhenAll(page.Items.Select(email => grains.GetGrain<IOperatorGrain>(email).Get()));
        return ListRequest.Answer(
            new Storage.Page<OperatorView>([.. views.OfType<OperatorView>()], page.Next), view => OperatorDocument.Write(view));
    }

    private static async Task<ApiAnswer> Get(
        string id, ApiCall call, IGrainFactory grains, OperatorDirectory directory, CancellationToken cancellation) =>
        Refuse(call) is { } refused ? refused
        : await Find(id, grains, directory, cancellation) is not { } found ? Problems.NotFound(What)
        : call.Conditions.Has(found.View.Version) ? ApiAnswer.NotModified(found.View.Version)
        : ApiAnswer.Ok(OperatorDocument.Write(found.View), found.View.Version);

    private static async Task<ApiAnswer> Create(ApiCall call, HttpRequest request, IGrainFactory grains)
    {
        if (Refuse(call) is { } refused)
            return refused;
        var (body, problem) = await call.Read(OperatorDocument.Operator.Shape);
        if (problem is not null)
            return problem;
        var errors = new List<FieldError>();
        var settings = OperatorDocument.Operator.FromJson(body, errors);
        if (errors.Count > 0)
            return Problems.Invalid(errors.Concat(OperatorRules.Check(settings).Errors));
        var (token, hash) = StaffLink.New();
        var result = DeskAnswer<OperatorView>.Of(await grains.GetGrain<IStaffRosterGrain>(0).Invite(settings, hash, call.Change()));
        return result.Answer(What, Version, view => ApiAnswer.Created(
            OperatorDocument.Write(view, $"{request.Scheme}://{request.Host}{StaffLink.Path(view.Id, token)}"),
            ApiPipeline.Prefix + "/operators/" + view.Id,
            view.Version));
    }

    private static Task<ApiAnswer> Put(
        string id, ApiCall call, IGrainFactory grains, OperatorDirectory directory, CancellationToken cancellation) =>
        Edit(id, call, grains, directory, patch: false, cancellation);

    private static Task<ApiAnswer> Patch(
        string id, ApiCall call, IGrainFactory grains, OperatorDirectory directory, CancellationToken cancellation) =>
        Edit(id, call, grains, directory, patch: true, cancellation);

    private static async Task<ApiAnswer> Edit(
        string id, ApiCall call, IGrainFactory grains, OperatorDirectory directory, bool patch, CancellationToken cancellation)
    {
        if (Refuse(call) is { } refused)
            return refused;
        if (await Find(id, grains, directory, cancellation) is not { } found)
            return Problems.NotFound(What);
        return await new Edit<OperatorView, OperatorSettings>
        {
            What = What,
            Shape = OperatorDocument.Operator.Shape,
            Find = async () => DeskAnswer<OperatorView>.Found(await grains.GetGrain<IOperatorGrain>(found.Email).Get()),
            Version = Version,
            Write = view => OperatorDocument.Write(view),
            Read = Read,
            Save = async (settings, errors, change) => errors.Count > 0
                ? DeskAnswer<OperatorView>.Invalid(FieldErrors.Join(errors, OperatorRules.Check(settings).Errors))
                : DeskAnswer<OperatorView>.Of(await grains.GetGrain<IStaffRosterGrain>(0).Save(found.Email, settings, change)),
        }.Run(call, patch);
    }

    private static OperatorSettings Read(JsonElement document, OperatorView now, List<FieldError> errors)
    {
        var settings = OperatorDocument.Operator.FromJson(document, errors);
        if (StaffEmail.Normalise(settings.Email) != StaffEmail.Normalise(now.Settings.Email))
            errors.Add(new FieldError("email", $"The address can't be changed: this is {now.Settings.Email}. Invite the new one instead."));
        return settings with { Email = now.Settings.Email };
    }

    private static async Task<ApiAnswer> Delete(
        string id, ApiCall call, IGrainFactory grains, OperatorDirectory directory, CancellationToken cancellation)
    {
        if (Refuse(call) is { } refused)
            return refused;
        var found = await Find(id, grains, directory, cancellation);
        return await Removal.Run(
            call,
            What,
            () => Task.FromResult(DeskAnswer<OperatorView>.Found(found?.View)),
            Version,
            async change => DeskAnswer<OperatorView>.Of(await grains.GetGrain<IStaffRosterGrain>(0).Remove(found!.Value.Email, change)));
    }

    private static long Version(OperatorView view) => view.Version;

    private static ApiAnswer? Refuse(ApiCall call) =>
        StaffDesk.MayManage(call.Caller) ? null : Problems.Forbidden("Only a key with the role “owner” can manage staff.");

    private static async Task<(string Email, OperatorView View)?> Find(
        string id, IGrainFactory grains, OperatorDirectory directory, CancellationToken cancellation) =>
        id.Length <= 64 && await directory.Find(id, cancellation) is { } email
            && await grains.GetGrain<IOperatorGrain>(email).Get() is { } view
            ? (email, view)
            : null;
}
