using System.Text.Json.Nodes;
using Portal.Certificates;

namespace Portal.WebHost.Api;

/// <summary>A certificate as the API takes and shows it.</summary>
internal static class CertificateShape
{
    private static readonly TextShape Time = new() { Nullable = true, Format = "date-time" };

    public static readonly ObjectShape Upload = new(
        "CertificateUpload",
        new Field("certificate", new TextShape { Description = "PEM, the host's own certificate first, then the chain." }, Required: true),
        new Field(
            "privateKey",
            new TextShape { Nullable = true, Description = "PEM. Absent: the certificate belongs to the stored key." },
            WriteOnly: true))
    {
        Example = $$"""{ "certificate": "-----BEGIN CERTIFICATE-----\n…", "privateKey": "{{PemText.KeyHead}}\n…" }""",
    };

    public static readonly ObjectShape Certificate = new(
        "Certificate",
        new Field("state", new TextShape
        {
            Choices = Names<CertificateState>.All,
            Description = "A disabled domain keeps its certificate; “served” is then false.",
        }),
        new Field("served", new FlagShape { Description = "Whether visitors get it." }),
        new Field("notBefore", Time),
        new Field("notAfter", Time),
        new Field("serial", new TextShape { Nullable = true, Description = "Hexadecimal." }),
        new Field("issuer", new TextShape { Nullable = true }),
        new Field("source", new TextShape { Nullable = true, Description = "acme, internal or uploaded." }),
        new Field("names", new ListShape(new TextShape())),
        new Field("failure", new ObjectShape(
            "CertificateFailure",
            new Field("reason", new TextShape { Description = "A sentence for people to read." }),
            new Field("problem", new AnyShape { Description = "The CA's own problem document, where there was one." }),
            new Field("at", new TextShape { Format = "date-time" }),
            new Field("kind", new TextShape
            {
                Choices = Names<CertificateFailureKind>.All,
                Description = "unreachable: no connection to the authority. slow: no answer in time. refuses: it answered and refused. "
                    + "forbids: its rules or a CAA record forbid this name. other: any other cause.",
            }),
            new Field("authority", new TextShape { Nullable = true, Description = "The authority's address; null: none was asked." }))
        {
            Nullable = true,
            Description = "Why the last attempt failed. Also present with “issued” when a renewal fails.",
        }),
        new Field("nextAttempt", Time),
        new Field("warnings", new ListShape(new ObjectShape(
            "CertificateWarning",
            new Field("code", new TextShape { Choices = Names<CertificateDoubt>.All }),
            new Field("text", new TextShape { Description = "A sentence for people to read." })))
        { Description = "Doubts about an uploaded certificate that was accepted anyway." }),
        new Field("history", new ListShape(new ObjectShape(
            "CertificateEvent",
            new Field("time", new TextShape { Format = "date-time" }),
            new Field("text", new TextShape())))
        { Description = "Newest first; at most 50." }),
        new Field("version", new NumberShape()));

    public static JsonObject Write(CertificateView view) => new()
    {
        ["state"] = Names<CertificateState>.Of(view.State),
        ["served"] = view.Served,
        ["notBefore"] = Times.Text(view.NotBefore),
        ["notAfter"] = Times.Text(view.NotAfter),
        ["serial"] = view.Serial,
        ["issuer"] = view.Issuer,
        ["source"] = view.Source,
        ["names"] = JsonList.Of(view.Names),
        ["failure"] = view.Failure is not { } failure ? null : new JsonObject
        {
            ["reason"] = failure.Reason,
            ["problem"] = failure.Problem,
            ["at"] = Times.Text(failure.At),
            ["kind"] = Names<CertificateFailureKind>.Of(failure.Kind),
            ["authority"] = failure.Authority,
        },
        ["nextAttempt"] = Times.Text(view.NextAttempt),
        ["warnings"] = new JsonArray([.. view.Warnings.Select(one => new JsonObject
        {
            ["code"] = Names<CertificateDoubt>.Of(one.Code),
            ["text"] = one.Text,
        })]),
        ["history"] = new JsonArray([.. view.History.Select(one => new JsonObject
        {
            ["time"] = Times.Text(one.Time),
            ["text"] = one.Text,
        })]),
        ["version"] = view.Version,
    };
}
