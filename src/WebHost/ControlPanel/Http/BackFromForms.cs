namespace Portal.WebHost.ControlPanel;

/// <summary>
/// A form's answer stands at the address that the form was sent to. Where that takes forms alone, going back to it, or
/// reading it again, leads to the page that the form is on.
/// </summary>
internal static class BackFromForms
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var known = routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(
                endpoint => (
                    Pattern: endpoint.RoutePattern.RawText ?? "",
                    Methods: endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []))
            .ToArray();
        var read = known.Where(route => route.Methods.Contains(HttpMethods.Get)).Select(route => route.Pattern)
            .ToHashSet(StringComparer.Ordinal);
        var posted = known.Where(route => route.Methods.Contains(HttpMethods.Post)).Select(route => route.Pattern);
        foreach (var pattern in posted.Except(read, StringComparer.Ordinal).ToArray())
            routes.MapGet(
                pattern, (HttpContext context) => Results.Redirect(new PathString(Parent(context.Request.Path.Value!)).ToUriComponent()));
    }

    public static string Parent(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "/";
}
