namespace Portal.WebHost.Portals;

/// <summary>
/// A section of the signed-in portal, whose key is one of <see cref="Portal.Access.Sections"/>. One folder holds its page, its texts and
/// this; it is found by being there. The gate has decided before it is asked that this contact sees it: a hidden section is 404 for page,
/// data and export alike.
/// </summary>
internal interface IPortalSection : ISignedInPage;
