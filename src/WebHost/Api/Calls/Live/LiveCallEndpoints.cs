using Portal.Calls;

namespace Portal.WebHost.Api;

/// <summary>Calls in progress: told by switches, read by programs.</summary>
internal static class LiveCallEndpoints
{
    private const string Path = "/calls/live";
    private const string What = "calls";

    private static readonly ObjectShape Switch = LiveAnswers.Switch("LiveCallSwitch", What);
    private static readonly ObjectShape Told = LiveAnswers.Told("LiveCallsTold", What);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut(Path, Put).Does(new("Tell all calls in progress of a switch", CallIntakeDesk.Writing)
        {
            Description = "Replaces what the switch had; at most 32 MiB. A switch that is unheard of for 90 s is stale, after 5 minutes its "
                + "calls are gone: send the set every few seconds. A reseller's key tells of its own customers' calls, beside the operator's.",
            Takes = LiveCallDocument.Set,
            Gives = Told,
            Refuses = [400, 413, 415, 422],
        });
        api.MapPost(Path, Post).Does(new("Tell which calls of a switch began and ended", CallIntakeDesk.Writing)
        {
            Description = "For switches that tell of events. With both lists empty it says that nothing changed. What was lost on the way is "
                + "mended by a PUT alone.",
            Takes = LiveCallDocument.Changes,
            Gives = Told,
            Refuses = [400, 413, 415, 422],
        });
        api.MapGet(Path, Get).Does(new("List calls in progress", CallDesk.Reading)
        {
            Description = "The latest first.",
            Gives = LiveAnswers.Page("LiveCallPage", LiveCallDocument.Shape, Switch),
            Refuses = [422],
            Query = LiveAnswers.Parameters,
        });
    }

    private static Task<ApiAnswer> Put(ApiCall call, LiveDesk<LiveCall> desk, TimeProvider clock, CancellationToken cancellation) =>
        LiveAnswers.Tell(
            call,
            desk,
            LiveCallDocument.Set,
            (root, errors) => LiveCallDocument.ReadSet(root, clock.GetUtcNow(), errors),
            What,
            cancellation);

    private static Task<ApiAnswer> Post(ApiCall call, LiveDesk<LiveCall> desk, TimeProvider clock, CancellationToken cancellation) =>
        LiveAnswers.Tell(
            call,
            desk,
            LiveCallDocument.Changes,
            (root, errors) => LiveCallDocument.ReadChanges(root, clock.GetUtcNow(), errors),
            What,
            cancellation);

    private static Task<ApiAnswer> Get(
        ApiCall call, HttpContext http, ListRequest list, LiveDesk<LiveCall> desk, CancellationToken cancellation) =>
        LiveAnswers.Read(call, http, list, desk, LiveCallDocument.ToJson, What, cancellation);
}
