using Portal.Calls;
using Portal.Staff;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>What goes on at this moment, and the same again each second.</summary>
internal static class PanelLiveEndpoints
{
    public const string Path = "/live";
    public const string EventPath = "/live/events";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show);
        routes.MapGet(EventPath, Events);
    }

    private static async Task<IResult> Show(StaffCall call, LiveWallDesk desk)
    {
        var answer = await desk.Read(call.Caller, call.Aborted);
        return answer.IsDone
            ? PanelPage.Of<LiveWallPage>(new { Model = new LiveWallModel { Call = call, Wall = answer.Value } })
            : PanelPage.Refused(call, answer);
    }

    private static async Task<IResult> Events(
        StaffCall call,
        LiveWallDesk desk,
        Fragments fragments,
        StaffSessions sessions,
        IGrainFactory grains,
        StreamPlaces places,
        StreamEnd end,
        TimeProvider clock)
    {
        if (await desk.Read(call.Caller, call.Aborted) is { IsDone: false } refused)
            return PanelPage.Refused(call, refused);
        using var place = places.Take(call.Session!.Id, call.Context.Connection.RemoteIpAddress);
        if (place is null)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        using var stopping = end.Of(call.Context);
        try
        {
            var stream = await EventStream.Begin(call.Context, clock);
            using var timer = new PeriodicTimer(Beat, clock);
            do
            {
                if (end.IsNear || !await sessions.Lives(call.Session.Id, stopping.Token)
                    || await grains.GetGrain<IOperatorGrain>(call.Session.Email).Get() is not { Settings.Disabled: false } staff
                    || await desk.Read(call.As(staff), stopping.Token) is not { IsDone: true, Value: { } wall })
                    break;
                await stream.Send(
                    await fragments.Render<LiveWallView>(new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        [nameof(LiveWallView.Model)] = new LiveWallModel { Call = call, Wall = wall },
                    }),
                    stopping.Token);
            }
            while (await timer.WaitForNextTickAsync(stopping.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The browser went away, or this process does.
        }

        return Results.Empty;
    }
}
