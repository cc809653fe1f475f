namespace Portal.WebHost.Portals;

/// <summary>
/// Goes on as another place of the same person: another customer, perhaps another role. Who comes from a page that was
/// made for another place (<c>?was=</c>) is asked first.
/// </summary>
internal sealed class SwitchPlace(PortalGate gate, PlaceSwitch switching, PortalAnswer answers) : IOpenPage
{
    public IReadOnlyList<string> Paths { get; } = [PortalPaths.Switch];

    public async Task Show(HttpContext context, SitePages site)
    {
        var next = ReturnPath.Clean(context.Request.Query["to"]);
        var was = context.Request.Query["was"].ToString();
        if (was.Length == 0 || (await gate.Check(context, site)).Call is not { } call || was == call.Place.Customer)
        {
            SeeOther.To(context, next);
            return;
        }

        PlaceCookie.Keep(call);
        var stale = new StaleForm(StaleKind.OtherPlace, StalePlaces.Find(call, was), FormState.Blank, next);
        await StalePlaces.Page(answers, call with { Stale = stale }, "Stale.Page", next);
    }

    public async Task Take(HttpContext context, SitePages site)
    {
        var form = await PostedForm.Read(context);
        var found = await gate.Check(context, site);
        // Also from a page of another place: the choice is said in so many words.
        if (found.Call is not { } call
            || !call.Person.Places.Any(place => found.Key!.IsFormToken(form[PortalCall.TokenField], place.Contact)))
        {
            StepOrder.Elsewhere(context, found.Standing);
            return;
        }

        var gone = form[PlaceGuard.BackField].ToString() is { Length: > 0 } customer
            ? await switching.ToCustomer(call, customer, form)
            : await switching.To(call, form["contact"].ToString(), form);
        SeeOther.To(context, gone ? ReturnPath.Clean(form[PlaceGuard.FromField]) : ReturnPath.Home);
    }
}
