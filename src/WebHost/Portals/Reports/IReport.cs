using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>What a report's page was asked for.</summary>
internal interface IReport
{
    /// <summary>Without the place in the list: what a link changes begins at the list's start.</summary>
    ReportAddress Address { get; }

    /// <summary>Null: what was asked for is wrong.</summary>
    ReportRange? Range { get; }

    /// <summary>A sentence for each part of the address that is wrong.</summary>
    IReadOnlyDictionary<string, string> Wrong { get; }
}

/// <summary>A report with the views that its reader has of it.</summary>
internal interface IViewedReport : IReport
{
    /// <summary>The address with all that makes the page what it is, as a view of it is saved.</summary>
    ReportAddress Told => Address;

    ReportViews Views { get; }
}

/// <summary>What is wrong with a report's address, in the reader's language.</summary>
internal static class ReportProblems
{
    public static IReadOnlyDictionary<string, string> Of(PortalCall call, IEnumerable<FieldError> errors)
    {
        var texts = ReportTexts.Of(call);
        return errors.DistinctBy(error => error.Field).ToDictionary(
            error => error.Field, error => texts.Find("Wrong." + error.Field) ?? error.Reason, StringComparer.Ordinal);
    }
}
