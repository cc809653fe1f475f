using Microsoft.Extensions.Configuration;

namespace Portal.Dns;

/// <summary>Tells who our CA is as CAA records name it.</summary>
internal interface ICaaIdentities
{
    /// <summary>
    /// <c>Portal:Acme:CaaIdentities</c>, else the <c>caaIdentities</c> of the CA's directory (RFC 8555, 9.7.6), else no names.
    /// Null: no CA outside is asked, CAA is of no concern. Never throws because the CA is away.
    /// </summary>
    Task<CaaAuthority?> Get(CancellationToken cancellation);
}

/// <param name="Waits">Whether certificates wait for DNS: only a CA outside needs the name to lead here first.</param>
internal sealed record DnsPolicy(bool Waits)
{
    public static DnsPolicy From(IConfiguration configuration) =>
        new(string.Equals(configuration["Portal:Certificates:Issuer"], "acme", StringComparison.OrdinalIgnoreCase));
}
