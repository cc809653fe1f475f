namespace Portal.WebHost.Portals;

/// <summary>The words that reports over calls share: ranges of time, filters, the columns of a call, what SIP codes mean.</summary>
internal sealed class ReportTexts
{
    private ReportTexts()
    {
    }

    public static TextSet Of(PortalCall call) => TextSet.Of<ReportTexts>(call.Texts.Language);
}
