namespace Portal.WebHost.Portals;

/// <summary>
/// A section of the signed-in portal. One folder holds its page, its texts and this; it is found by being there. The
/// gate has decided before <see cref="Serve"/> that this contact sees it: a hidden section is 404 for page, data and export alike.
/// </summary>
internal interface IPortalSection
{
    /// <summary>
    /// Of <see cref="Portal.Access.Sections"/>; its path is <c>/key</c>, its export <c>/key.csv</c>, what is below it
    /// <c>/key/…</c>.
    /// </summary>
    string Key { get; }

    /// <summary>Answers a request.</summary>
    /// <param name="rest">What follows the key in the path: empty, <c>.csv</c>, <c>/id</c>, …</param>
    /// <returns>False: there is no such thing, answer 404.</returns>
    Task<bool> Serve(PortalCall call, string rest);
}
