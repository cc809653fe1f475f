using Portal.Platform;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.Api;

/// <summary>The platform's name and mail server. For keys of the role owner alone.</summary>
internal static class PlatformEndpoints
{
    private const string What = "platform";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/platform", Get)
            .Does(ApiOperation.Reads("Read the platform's settings", "platform.read", PlatformDocument.Platform.Shape) with
            {
                Refuses = [],
            });
        api.MapPut("/platform", Put)
            .Does(ApiOperation.Replaces("Replace the platform's settings", "platform.write", PlatformDocument.Platform.Shape) with
            {
                Description = "What the configuration sets can't be changed: sending it as GET returns it is fine; another value is 422.",
            });
        api.MapPatch("/platform", Patch).Does(
            ApiOperation.Patches("Change parts of the platform's settings", "platform.write", PlatformDocument.Platform.Shape));
    }

    private static async Task<ApiAnswer> Get(ApiCall call, IGrainFactory grains) =>
        Refuse(call) is { } refused ? refused
        : await grains.GetGrain<IPlatformGrain>(0).Get() is var view && call.Conditions.Has(view.Version)
            ? ApiAnswer.NotModified(view.Version)
        : ApiAnswer.Ok(PlatformDocument.Write(view), view.Version);

    private static Task<ApiAnswer> Put(ApiCall call, IGrainFactory grains, PlatformRules rules) => Edit(call, grains, rules, patch: false);

    private static Task<ApiAnswer> Patch(ApiCall call, IGrainFactory grains, PlatformRules rules) => Edit(call, grains, rules, patch: true);

    private static async Task<ApiAnswer> Edit(ApiCall call, IGrainFactory grains, PlatformRules rules, bool patch)
    {
        if (Refuse(call) is { } refused)
            return refused;
        var grain = grains.GetGrain<IPlatformGrain>(0);
        return await new Edit<PlatformView, PlatformSettings>
        {
            What = What,
            Shape = PlatformDocument.Platform.Shape,
            Find = async () => DeskAnswer<PlatformView>.Done(await grain.Get()),
            Version = view => view.Version,
            Write = PlatformDocument.Write,
            Read = (document, _, errors) => PlatformDocument.Platform.FromJson(document, errors),
            Save = async (settings, errors, change) => errors.Count > 0
                ? DeskAnswer<PlatformView>.Invalid(FieldErrors.Join(errors, (await rules.Check(settings, await grain.Get())).Errors))
                : DeskAnswer<PlatformView>.Of(await grain.Save(settings, change)),
        }.Run(call, patch);
    }

    private static ApiAnswer? Refuse(ApiCall call) =>
        StaffDesk.MayManage(call.Caller)
            ? null
            : Problems.Forbidden("Only a key with the role “owner” can read and change the platform's settings.");
}
