using System.Globalization;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>
/// <c>/events</c>: tells a page that its calls in progress changed, at most once a second, and how many there are. It ends as soon as the
/// session, the place or the section does. It is no use of the session: a page that is left open is nobody at work.
/// </summary>
internal sealed class EventStreams(
    PortalGate gate, SiteTable sites, LiveWatch live, StreamPlaces places, StreamEnd end, TimeProvider clock)
{
    public const string Path = "/events";

    /// <summary>The section that the events are of.</summary>
    public const string Section = "dialogs";

    private const int RetrySeconds = 30;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public async Task Serve(HttpContext context, SitePages site)
    {
        var answer = await gate.Check(context, site);
        if (answer.Call is not { } call || !call.Sees(Section))
        {
            context.Response.StatusCode = answer.Call is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status404NotFound;
            context.Response.Headers.CacheControl = "no-store";
            return;
        }

        using var place = places.Take(call.Session.Id, context.Connection.RemoteIpAddress);
        if (place is null)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            PageAnswers.Later(context, RetrySeconds);
            return;
        }

        using var stopping = end.Of(context);
        try
        {
            await Tell(call, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The browser went away, or this process does.
        }
    }

    private async Task Tell(PortalCall call, CancellationToken stopping)
    {
        var stream = await EventStream.Begin(call.Context, clock);
        using var watched = live.Watch(call.Place.Customer);
        using var timer = new PeriodicTimer(Beat, clock);
        var (mark, sent) = ((string?)null, (long?)null);
        while (await timer.WaitForNextTickAsync(stopping) && !end.IsNear && await IsAllowed(call))
        {
            if (watched.Latest is not { } latest || latest.Mark == mark || (sent is { } last && clock.GetElapsedTime(last) < Between))
            {
                await stream.KeepOpen(stopping);
                continue;
            }

            (mark, sent) = (latest.Mark, clock.GetTimestamp());
            await stream.Send(string.Create(CultureInfo.InvariantCulture, $"{{\"calls\":{latest.Calls}}}"), stopping);
        }
    }

    /// <summary>Still the same contact, on the site as it is by now. From memory.</summary>
    private async Task<bool> IsAllowed(PortalCall call) =>
        await sites.Find(call.Site.Look.Host) is { } site
        && (await gate.Check(call.Context, SitePages.Of(site))).Call is { } now
        && now.Place.Contact == call.Place.Contact
        && now.Sees(Section);
}
