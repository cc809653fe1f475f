using Portal.Certificates;
using Portal.Domains;
using Portal.Hosts;
using Portal.Saving;

namespace Portal.WebHost.Api;

internal static class CertificateEndpoints
{
    private const string What = "domain";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/domains/{host}/certificate", Get).Does(new("Read a domain's certificate", "domains.read")
        {
            Gives = CertificateShape.Certificate,
            Statuses = [200, 304],
            Refuses = [404],
            Versioned = true,
        });
        api.MapPut("/domains/{host}/certificate", Put).Does(new("Upload a certificate of your own", "domains.write")
        {
            Description =
                "Checked as browsers would: RSA, P-256 or P-384, for servers, valid now, for this host; "
                + "otherwise 422, and the served one stays. "
                + "A chain that lacks an intermediate, or a self-signed certificate, is accepted with a note in “warnings”.",
            Takes = CertificateShape.Upload,
            Gives = CertificateShape.Certificate,
            Refuses = [400, 404, 412, 413, 415, 422],
            Versioned = true,
        });
        api.MapPost("/domains/{host}/certificate/renew", Renew).Does(new("Order or renew a certificate now", "domains.write")
        {
            Description = "Resets the back-off. The order continues in the background: watch the certificate.",
            Gives = CertificateShape.Certificate,
            Statuses = [202],
            Refuses = [404, 409, 422],
        });
    }

    private static long Version(CertificateView view) => view.Version;

    private static async Task<ApiAnswer> Get(string host, ApiCall call, DomainCertificateDesk desk, CancellationToken cancellation) =>
        (await desk.Find(call.Caller, host, cancellation)).Answer(What, Version, view => call.Conditions.Has(view.Version)
            ? ApiAnswer.NotModified(view.Version)
            : ApiAnswer.Ok(CertificateShape.Write(view), view.Version));

    private static async Task<ApiAnswer> Put(string host, ApiCall call, DomainCertificateDesk desk, CancellationToken cancellation)
    {
        var found = await desk.FindToChange(call.Caller, host, cancellation);
        if (!found.IsDone)
            return found.Refused(What);
        var (body, problem) = await call.Read(CertificateShape.Upload);
        if (problem is not null)
            return problem;
        if (!call.Conditions.Allow(found.Value.Version))
            return Problems.Changed(found.Value.Version);

        var errors = new List<FieldError>();
        var fields = new Fields(body, "", errors);
        var certificate = fields.Required("certificate", "Send the certificate and its chain in PEM.");
        if (errors.Count > 0)
            return Problems.Invalid(errors);
        var change = call.ChangeOf(found.Value.Version);
        return (await desk.Upload(call.Caller, host, certificate, fields.Secret("privateKey"), change, cancellation)).Answer(
            What, Version, view => ApiAnswer.Ok(CertificateShape.Write(view), view.Version));
    }

    private static async Task<ApiAnswer> Renew(string host, ApiCall call, DomainCertificateDesk desk, CancellationToken cancellation) =>
        (await desk.Renew(call.Caller, host, call.Change(), cancellation)).Answer(What, Version, view => ApiAnswer.Accepted(
            CertificateShape.Write(view), $"{ApiPipeline.Prefix}/domains/{HostName.ForFinding(host)}/certificate", view.Version));
}
