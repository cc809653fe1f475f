using Portal.Certificates;
using Portal.Dns;
using Portal.Domains;
using static Portal.WebHost.Documents.FieldsOf<Portal.Domains.DomainRow, Portal.Domains.DomainRow>;

namespace Portal.WebHost.Documents;

/// <summary>A domain in a list.</summary>
internal static class DomainLine
{
    private static readonly Document<DomainRow, DomainRow> Certificate = new(
        "CertificateLine",
        Listed("state", new TextShape { Choices = Names<CertificateState>.All }, row => Names<CertificateState>.Of(row.CertificateState)),
        Listed("notAfter", Times.Shape with { Nullable = true }, row => Times.Text(row.CertificateNotAfter)),
        Listed("failure", Spellings.Optional, row => row.Failure),
        Listed(
            "served",
            new FlagShape { Description = "Whether visitors get it: a disabled domain keeps its certificate." },
            row => row is { Status: DomainStatus.Enabled, CertificateState: CertificateState.Issued or CertificateState.Renewing }));

    public static readonly Document<DomainRow, DomainRow> Line = new(
        "DomainLine",
        Listed("host", new TextShape(), row => row.Host),
        Listed("display", new TextShape { Description = "The host as people write it." }, row => row.Display),
        Listed("brand", new TextShape(), row => row.Brand),
        Listed("brandName", new TextShape { Description = "The domain's own, or else its brand's." }, row => row.BrandName),
        Listed("status", new TextShape { Choices = Names<DomainStatus>.All }, row => Names<DomainStatus>.Of(row.Status)),
        Listed("certificate", Certificate.Shape, Certificate.Show),
        Listed(
            "dnsOk",
            new FlagShape { Nullable = true, Description = "The last DNS result; null: not checked yet." },
            row => row.Dns == DnsVerdict.Unknown ? null : row.Dns == DnsVerdict.Ok),
        Listed("version", new NumberShape(), row => row.Version),
        Listed("changedAt", Times.Shape, row => Times.Text(row.ChangedAt)))
    {
        Description = "A domain in a list. GET /domains/{host} has all of it.",
    };
}
