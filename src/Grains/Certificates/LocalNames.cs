using System.Net;

namespace Portal.Certificates;

/// <summary>Names that mean this machine or an address: only our own CA signs for them.</summary>
internal static class LocalNames
{
    public static bool Has(string host) =>
        host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || IPAddress.TryParse(host, out _);
}
