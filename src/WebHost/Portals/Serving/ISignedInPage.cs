namespace Portal.WebHost.Portals;

/// <summary>
/// What somebody who is signed in asks for below one path: a section, or a page that stands beside all sections and is found by being
/// there. Whose access it goes by is for such a page to say.
/// </summary>
internal interface ISignedInPage
{
    /// <summary>Its path is <c>/key</c>, what is below it <c>/key.csv</c>, <c>/key/…</c>.</summary>
    string Key { get; }

    /// <summary>Programs ask for it too: what is no form reaches it as it came, from pages of this host alone.</summary>
    bool TakesJson => false;

    /// <summary>Answers a request.</summary>
    /// <param name="rest">What follows the key in the path: empty, <c>.csv</c>, <c>/id</c>, …</param>
    /// <returns>False: there is no such thing, answer 404.</returns>
    Task<bool> Serve(PortalCall call, string rest);
}
