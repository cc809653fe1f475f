namespace Portal.WebHost.Portals;

/// <summary>
/// Sees to it that a form, or a download, reaches the customer that its page was made for. What comes from a page of
/// before a switch is shown again as it was typed and changes nothing.
/// </summary>
internal sealed class PlaceGuard(PortalGate gate, PortalAnswer answers, PlaceSwitch switching)
{
    /// <summary>Asks for the place that the form was made for; with it comes what was typed.</summary>
    public const string BackField = "_back";

    /// <summary>The page that a form was sent from, on its way back.</summary>
    public const string FromField = "_from";

    /// <param name="form">Null: it is no form.</param>
    /// <returns>What the section is asked with; null: the answer is given.</returns>
    /// <exception cref="BadHttpRequestException">No page of ours sent the form.</exception>
    public async Task<PortalCall?> Check(PortalCall call, SessionKey key, IFormCollection? form)
    {
        PlaceCookie.Keep(call);
        if (form is null)
            return await CheckLink(call);
        var sent = form[PortalCall.TokenField].ToString();
        if (key.IsFormToken(sent, call.Place.Contact))
            return form[BackField].ToString() is { Length: > 0 } back ? await GoBack(call, back, form) : call;
        // A page of ours has one, if only one of before.
        if (sent.Length != call.FormToken.Length || !sent.All(char.IsAsciiHexDigitLower))
            throw new BadHttpRequestException("Not from a page of this host.", StatusCodes.Status403Forbidden);
        var made = StalePlaces.Find(call, form[PortalCall.CustomerField].ToString());
        var kind = made is null ? StaleKind.OtherSession : StaleKind.OtherPlace;
        return call with { Stale = new StaleForm(kind, made, FormState.From(form), PageBefore.Of(call.Context.Request)) };
    }

    /// <summary>Answers where the page of a form of before is not to be had: it was of another customer, or takes forms alone.</summary>
    public Task Lost(PortalCall call, ISignedInPage page)
    {
        var next = page is not IPortalSection || call.Sees(page.Key) ? "/" + page.Key : ReturnPath.Home;
        return call.Stale!.Kind == StaleKind.Back
            ? PortalAnswer.SeeOther(call, call.Stale.From ?? next)
            : StalePlaces.Page(answers, call, null, next);
    }

    private async Task<PortalCall?> CheckLink(PortalCall call)
    {
        var made = call.Context.Request.Query[PortalCall.CustomerField].ToString();
        if (made.Length == 0 || made == call.Place.Customer)
            return call;
        var stale = new StaleForm(StaleKind.OtherPlace, StalePlaces.Find(call, made), FormState.Blank, PageBefore.Of(call.Context.Request));
        var here = "/" + call.Context.Request.Path.Value!.Split('/', '.')[1];
        await StalePlaces.Page(answers, call with { Stale = stale }, "Stale.Download", here);
        return null;
    }

    private async Task<PortalCall?> GoBack(PortalCall call, string customer, IFormCollection form)
    {
        if (!await switching.ToCustomer(call, customer, form) || (await gate.Check(call.Context, call.Site)).Call is not { } there)
        {
            SeeOther.To(call.Context, ReturnPath.Home);
            return null;
        }

        PlaceCookie.Keep(there);
        return there with { Stale = new StaleForm(StaleKind.Back, null, FormState.From(form), PageBefore.Clean(form[FromField])) };
    }
}

/// <summary>The page that a request comes from, as far as the browser tells: one of ours.</summary>
internal static class PageBefore
{
    public static string? Of(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var url)
            && string.Equals(url.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? Clean(url.PathAndQuery)
            : null;

    public static string? Clean(string? path) => ReturnPath.Clean(path) is var clean && clean == path ? clean : null;
}
