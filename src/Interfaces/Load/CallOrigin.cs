using System.Net;
using Portal.Hosts;

namespace Portal.Load;

/// <summary>
/// For whom a call is made: whose host was asked, and from which network. It travels with grain calls, so that costly work
/// is shared out fairly wherever it is done.
/// </summary>
/// <param name="Host">Which tenant's; control names count as one.</param>
/// <param name="Source">As <see cref="SourceNetwork"/> writes it.</param>
public sealed record CallOrigin(string Host, string Source)
{
    private const string HostKey = "portal.host";
    private const string SourceKey = "portal.source";

    /// <summary>Null: nobody outside asked for it; the platform works for itself.</summary>
    public static CallOrigin? Current =>
        RequestContext.Get(HostKey) is string host && RequestContext.Get(SourceKey) is string source ? new(host, source) : null;

    /// <summary>For all that the caller's own flow calls from now on.</summary>
    public static void Set(string host, IPAddress? address)
    {
        RequestContext.Set(HostKey, host);
        RequestContext.Set(SourceKey, SourceNetwork.Of(address));
    }
}
