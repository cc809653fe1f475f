using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>Ends the session of this browser. What it can't end for good it forgets at least.</summary>
internal sealed partial class SignOut(PortalGate gate, IGrainFactory grains, ILogger<SignOut> logger) : IOpenPage
{
    public IReadOnlyList<string> Paths { get; } = ["/sign-out"];

    public Task Show(HttpContext context, SitePages site)
    {
        SeeOther.To(context, "/sign-in");
        return Task.CompletedTask;
    }

    public async Task Take(HttpContext context, SitePages site)
    {
        await PostedForm.Read(context);
        try
        {
            if (await gate.Check(context, site) is { Session: { } session, Person: { } person })
            {
                var actor = session.Staff is { } staff
                    ? new Actor("operator", staff.Id, staff.Name)
                    : new Actor("contact", session.Contact, person.Name);
                await grains.GetGrain<IPersonGrain>(person.Id).EndSession(
                    session.Id, Change.By(actor with { From = context.Connection.RemoteIpAddress?.ToString() }));
            }
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogLeft(logger, site.Look.Host, problem);
        }

        SessionCookie.Drop(context);
        PlaceCookie.Drop(context);
        SeeOther.To(context, "/sign-in");
    }

    [LoggerMessage(1, LogLevel.Error, "A session on {Host} could not be ended; its browser has forgotten it")]
    private static partial void LogLeft(ILogger logger, string host, Exception problem);
}
