using Portal.Hosts;

namespace Portal.WebHost.Front;

/// <summary>What serves the visitors of a site.</summary>
internal interface ISiteFace
{
    Task Serve(HttpContext context, Site site);
}

/// <summary>
/// The first thing that sees a request: decides by the Host, and by nothing else, whose it is. Control names go on to
/// the control panel and the API, tenants' to their pages, all others nowhere.
/// </summary>
internal sealed partial class HostDispatch(
    RequestDelegate control,
    SiteTable sites,
    ISiteFace face,
    ControlNames names,
    PeerReader peers,
    PlainHttp plain,
    ILogger<HostDispatch> logger)
{
    public Task Invoke(HttpContext context)
    {
        var header = context.Request.Headers.Host;
        if (header.Count != 1 || header[0] is not { } text)
            return NeutralAnswer.BadRequest(context);
        var peer = peers.Read(context, ref text);
        if (!HostName.TryFromHeader(text, out var host))
            return NeutralAnswer.BadRequest(context);
        if (names.Contains(host.Value))
            return Control(context, host.Value, peer);

        var found = sites.Find(host.Value);
        return found.IsCompletedSuccessfully ? Tenant(context, host.Value, peer, found.Result) : Wait(context, host.Value, peer, found);
    }

    private Task Control(HttpContext context, string host, Peer peer)
    {
        var loopback = ControlNames.IsLoopback(host);
        if (loopback && !peer.IsLoopback)
            return NeutralAnswer.Misdirected(context);
        if (context.Request.IsHttps && !peer.IsForwarded && Sni(context) is { } sni && sni != host && !names.Contains(sni))
            return NeutralAnswer.Misdirected(context);
        return loopback || peer.IsHttps ? control(context) : plain.Answer(context, host, null);
    }

    private async Task Wait(HttpContext context, string host, Peer peer, ValueTask<Site?> finding)
    {
        Site? site;
        try
        {
            site = await finding;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogUnavailable(logger, host, problem);
            await NeutralAnswer.Unavailable(context);
            return;
        }

        await Tenant(context, host, peer, site);
    }

    private Task Tenant(HttpContext context, string host, Peer peer, Site? site)
    {
        if (site is null)
            return NeutralAnswer.Misdirected(context);
        if (!peer.IsHttps)
            return plain.Answer(context, host, site);

        // One connection can carry requests for names whose certificate it never showed (coalescing, domain fronting).
        return peer.IsForwarded || Sni(context) == host ? face.Serve(context, site) : NeutralAnswer.Misdirected(context);
    }

    // By the hello's own bytes: the framework's handshake feature has an international name decoded.
    private static string? Sni(HttpContext context) =>
        context.Features.Get<TlsHello>()?.ServerName is { } name ? HostName.TryFromHeader(name, out var host) ? host.Value : name : null;

    [LoggerMessage(1, LogLevel.Error, "{Host} could not be looked up")]
    private static partial void LogUnavailable(ILogger logger, string host, Exception problem);
}
