using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>A page for people who aren't signed in (yet). It is found by being there.</summary>
internal interface IOpenPage
{
    IReadOnlyList<string> Paths { get; }

    /// <summary>Where it isn't, its paths answer 404.</summary>
    bool IsThere(EffectiveSite look, string path) => true;

    /// <summary>GET or HEAD. Changes nothing: scanners of mails follow links.</summary>
    Task Show(HttpContext context, SitePages site);

    /// <summary>POST.</summary>
    Task Take(HttpContext context, SitePages site);
}
