namespace Portal.WebHost.Portals;

/// <summary>The first page after signing in.</summary>
internal sealed class FirstDashboard(PageAnswers answers) : IPortalSection
{
    public string Key => "dashboard";

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (rest.Length > 0)
            return false;
        await answers.Fresh(call.Context, call.Site, PageKind.Notice, new PageFill { Heading = call.Customer.Name, Text = call.Person.Name, Next = (ReturnPath.Home, call.Site.Look.Name) });
        return true;
    }
}
