using System.Text.Json.Nodes;
using Portal.Certificates;
using Portal.Saving;

namespace Portal.WebHost.Api;

internal static class CertificateRoutes
{
    private const string What = "domain";

    private static readonly TextShape Time = new() { Nullable = true, Format = "date-time" };

    private static readonly ObjectShape Upload = new(
        "CertificateUpload",
        new Field("certificate", new TextShape { Description = "PEM, the host's own certificate first, then the chain." }, Required: true),
        new Field("privateKey", new TextShape { Nullable = true, Description = "PEM. Absent: the key that is stored is the certificate's." }, WriteOnly: true))
    {
        Example = """{ "certificate": "-----BEGIN CERTIFICATE-----\n…", "privateKey": "-----BEGIN PRIVATE KEY-----\n…" }""",
    };

    private static readonly ObjectShape Certificate = new(
        "Certificate",
        new Field("state", new TextShape { Choices = Names<CertificateState>.All }),
        new Field("notBefore", Time),
        new Field("notAfter", Time),
        new Field("serial", new TextShape { Nullable = true, Description = "Hexadecimal." }),
        new Field("issuer", new TextShape { Nullable = true }),
        new Field("source", new TextShape { Nullable = true, Description = "acme, internal or uploaded." }),
        new Field("names", new ListShape(new TextShape())),
        new Field("failure", new ObjectShape(
            "CertificateFailure",
            new Field("reason", new TextShape { Description = "A sentence for a person." }),
            new Field("problem", new AnyShape { Description = "The CA's own problem document, where there was one." }),
            new Field("at", new TextShape { Format = "date-time" }))
        {
            Nullable = true,
            Description = "Why the last attempt failed. Also stands beside “issued” when a renewal fails.",
        }),
        new Field("nextAttempt", Time),
        new Field("history", new ListShape(new ObjectShape(
            "CertificateEvent",
            new Field("time", new TextShape { Format = "date-time" }),
            new Field("text", new TextShape())))
        { Description = "Newest first; at most 50." }),
        new Field("version", new NumberShape()));

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/domains/{host}/certificate", Get).Does(new("Read a domain's certificate", "domains.read")
        {
            Gives = Certificate,
            Statuses = [200, 304],
            Refuses = [404],
            Versioned = true,
        });
        api.MapPut("/domains/{host}/certificate", Put).Does(new("Upload a certificate of your own", "domains.write")
        {
            Takes = Upload,
            Gives = Certificate,
            Refuses = [400, 404, 412, 413, 415, 422],
            Versioned = true,
        });
        api.MapPost("/domains/{host}/certificate/renew", Renew).Does(new("Order or renew a certificate now", "domains.write")
        {
            Description = "Forgets the back-off. The order goes on by itself: watch the certificate.",
            Gives = Certificate,
            Statuses = [202],
            Refuses = [404, 409, 422],
        });
    }

    private static async Task<ApiAnswer> Get(string host, ApiCall call, IGrainFactory grains)
    {
        if (await DomainRoutes.Find(host, call, grains) is not { } domain)
            return Problems.NotFound(What);
        var view = await grains.GetGrain<ICertificateGrain>(domain.Settings.Host).Get();
        return call.Conditions.Has(view.Version) ? ApiAnswer.NotModified(view.Version) : ApiAnswer.Ok(Write(view), view.Version);
    }

    private static async Task<ApiAnswer> Put(string host, ApiCall call, IGrainFactory grains)
    {
        var (body, problem) = await call.Read(Upload);
        if (problem is not null)
            return problem;
        if (await DomainRoutes.Find(host, call, grains) is not { } domain)
            return Problems.NotFound(What);
        if (!call.Rights.CanChange(domain.Settings.Brand))
            return Problems.Forbidden("This key's role may read but not change.");
        var grain = grains.GetGrain<ICertificateGrain>(domain.Settings.Host);
        var now = await grain.Get();
        if (!call.Conditions.Allow(now.Version))
            return Problems.Changed(now.Version);

        var errors = new List<FieldError>();
        var fields = new Fields(body, "", errors);
        var certificate = fields.Required("certificate", "Send the certificate and its chain in PEM.");
        if (errors.Count > 0)
            return Problems.Invalid(errors);
        var result = await grain.Upload(certificate, fields.Secret("privateKey"), call.Change(call.Conditions.NamesVersions ? now.Version : null));
        return result.Answer(What, view => view.Version, view => ApiAnswer.Ok(Write(view), view.Version));
    }

    private static async Task<ApiAnswer> Renew(string host, ApiCall call, IGrainFactory grains)
    {
        if (await DomainRoutes.Find(host, call, grains) is not { } domain)
            return Problems.NotFound(What);
        if (!call.Rights.CanChange(domain.Settings.Brand))
            return Problems.Forbidden("This key's role may read but not change.");
        var view = await grains.GetGrain<ICertificateGrain>(domain.Settings.Host).Renew(call.Change());
        return ApiAnswer.Accepted(Write(view), $"{ApiPipeline.Prefix}/domains/{domain.Settings.Host}/certificate", view.Version);
    }

    private static JsonObject Write(CertificateView view) => new()
    {
        ["state"] = Names<CertificateState>.Of(view.State),
        ["notBefore"] = Times.Text(view.NotBefore),
        ["notAfter"] = Times.Text(view.NotAfter),
        ["serial"] = view.Serial,
        ["issuer"] = view.Issuer,
        ["source"] = view.Source,
        ["names"] = LookShape.Texts(view.Names),
        ["failure"] = view.Failure is not { } failure ? null : new JsonObject
        {
            ["reason"] = failure.Reason,
            ["problem"] = failure.Problem,
            ["at"] = Times.Text(failure.At),
        },
        ["nextAttempt"] = Times.Text(view.NextAttempt),
        ["history"] = new JsonArray([.. view.History.Select(one => new JsonObject { ["time"] = Times.Text(one.Time), ["text"] = one.Text })]),
        ["version"] = view.Version,
    };
}
