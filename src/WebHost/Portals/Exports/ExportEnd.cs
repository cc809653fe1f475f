using Portal.Exports;

namespace Portal.WebHost.Portals;

/// <summary>A file that is not made to its end, for a reason that its page tells.</summary>
/// <param name="reason">A key of the page's texts, after <c>Reason.</c>.</param>
internal sealed class ExportEndException(ExportState state, string reason) : Exception($"{state}: {reason}")
{
    public ExportState State => state;

    public string Reason => reason;
}
