using System.Text.Json.Nodes;
using Portal.Audit;
using Portal.Staff;

namespace Portal.WebHost.Api;

internal static class AuditEndpoints
{
    private static readonly ObjectShape Entry = new(
        "AuditEntry",
        new Field("time", new TextShape { Format = "date-time" }),
        new Field("who", new TextShape { Description = "The name of the operator or API key." }),
        new Field("whoKind", new TextShape { Description = "operator, apiKey or system." }),
        new Field("whoId", new TextShape()),
        new Field("from", new TextShape { Nullable = true, Description = "The network address that it came from." }),
        new Field("action", new TextShape { Example = "\"domain.save\"" }),
        new Field("target", new TextShape { Example = "\"domain/portal.acme.example\"" }),
        new Field("before", new AnyShape { Description = "What changed, before the change; null for a creation. Secrets read “changed”." }),
        new Field("after", new AnyShape { Description = "What changed, after the change; null for a deletion." }));

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/audit", List).Does(new("Read the audit", "audit.read")
        {
            Description = "Newest first unless “sort” says otherwise. “q” searches target, name and action.",
            Lists = Entry,
            Plan = AuditList.Plan,
            Refuses = [422],
        });

    private static async Task<ApiAnswer> List(ApiCall call, ListRequest list, AuditDesk desk, CancellationToken cancellation) =>
        AuditDesk.Refuse(call.Caller) is { } refused ? refused.Refused("audit")
        : list.Problem ?? (await desk.List(call.Caller, list.Query, cancellation)).Answer(
            "audit", page => ListRequest.Answer(page, Write));

    private static JsonObject Write(AuditEntry entry) => new()
    {
        ["time"] = Times.Text(entry.Time),
        ["who"] = entry.Actor.Name,
        ["whoKind"] = entry.Actor.Kind,
        ["whoId"] = entry.Actor.Id,
        ["from"] = entry.Actor.From,
        ["action"] = entry.Action,
        ["target"] = entry.Target,
        ["before"] = entry.Before is null ? null : JsonNode.Parse(entry.Before),
        ["after"] = entry.After is null ? null : JsonNode.Parse(entry.After),
    };
}
