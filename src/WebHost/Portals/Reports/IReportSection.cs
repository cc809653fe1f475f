namespace Portal.WebHost.Portals;

/// <summary>A section whose page is a report: its address alone gives it, so that it can be given a name.</summary>
internal interface IReportSection : IPortalSection
{
    /// <summary>What of a query the report knows, less the place in its list.</summary>
    ReportAddress Read(IQueryCollection query);

    /// <summary>The address less what the domain doesn't show (any more).</summary>
    ReportAddress Allowed(PortalCall call, ReportAddress address);

    /// <summary>What is wrong with it.</summary>
    IReadOnlyDictionary<string, string> Check(PortalCall call);
}
