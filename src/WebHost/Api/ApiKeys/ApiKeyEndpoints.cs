using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.ApiKeys;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.Api;

internal static class ApiKeyEndpoints
{
    private const string What = "API key";

    private static readonly ObjectShape Key = new(
        "ApiKey",
        new Field("id", new TextShape(), ReadOnly: true),
        new Field("name", new TextShape { Description = "What uses it.", Example = "\"Billing import\"" }, Required: true),
        new Field("prefix", new TextShape { Description = "How the key begins, to tell it apart from others." }, ReadOnly: true),
        new Field(
            "scopes",
            new ListShape(new TextShape { Choices = Scopes.Known })
            {
                Description = "What it gives access to. “all”: everything, including what later releases add. Writing includes reading.",
                Example = """["domains.write", "brands.read"]""",
            },
            Required: true),
        new Field(
            "role",
            new TextShape
            {
                Choices = Names<StaffRole>.All,
                Description = "What it may do on those routes, as for staff. Default: admin.",
            }),
        new Field("brands", new ListShape(new TextShape()) { Description = "For the role reseller: the brands that it sees and changes." }),
        new Field("customScript", new FlagShape { Description = "For the role reseller: whether it may set scripts." }),
        new Field("expiresAt", new TextShape { Nullable = true, Format = "date-time", Description = "null: valid until it is revoked." }),
        new Field("createdAt", new TextShape { Format = "date-time" }, ReadOnly: true),
        new Field(
            "lastUsedAt",
            new TextShape { Nullable = true, Format = "date-time", Description = "Accurate to about a minute." },
            ReadOnly: true),
        new Field("key", new TextShape { Description = "The key itself: only in the response to POST." }, ReadOnly: true));

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/api-keys", List).Does(new("List API keys", "apiKeys.read") { Lists = Key, Plan = ApiKeyList.Plan, Refuses = [422] });
        api.MapPost("/api-keys", Create).Does(new("Create an API key", "apiKeys.write")
        {
            Description = "This response is the only one that ever contains the key.",
            Takes = Key,
            Gives = Key,
            Statuses = [201],
            Refuses = [400, 409, 413, 415, 422],
        });
        api.MapGet("/api-keys/{id}", Get).Does(new("Read about an API key", "apiKeys.read") { Gives = Key, Refuses = [404] });
        api.MapDelete("/api-keys/{id}", Delete).Does(new("Revoke an API key", "apiKeys.write")
        {
            Description = "It stops working within 10 s.",
            Statuses = [204],
            Refuses = [404],
        });
    }

    private static async Task<ApiAnswer> List(ApiCall call, ListRequest list, ApiKeyDesk desk, CancellationToken cancellation) =>
        ApiKeyDesk.Refuse(call.Caller, changes: false) is { } refused ? refused.Refused(What)
        : list.Problem ?? (await desk.List(call.Caller, list.Query, cancellation)).Answer(
            What, page => ListRequest.Answer(page, view => Write(view)));

    private static async Task<ApiAnswer> Get(string id, ApiCall call, ApiKeyDesk desk, CancellationToken cancellation) =>
        (await desk.Find(call.Caller, id, cancellation)).Answer(What, view => ApiAnswer.Ok(Write(view)));

    private static async Task<ApiAnswer> Create(ApiCall call, ApiKeyDesk desk, CancellationToken cancellation)
    {
        if (ApiKeyDesk.Refuse(call.Caller, changes: true) is { } refused)
            return refused.Refused(What);
        var (body, problem) = await call.Read(Key);
        if (problem is not null)
            return problem;
        var errors = new List<FieldError>();
        var settings = Read(body, errors);
        var (key, digest) = ApiKeyText.New();
        return (await desk.Create(call.Caller, settings, errors, digest, call.Change(), cancellation)).Answer(
            What, view => ApiAnswer.Created(Write(view, key), ApiPipeline.Prefix + "/api-keys/" + view.Id));
    }

    private static async Task<ApiAnswer> Delete(string id, ApiCall call, ApiKeyDesk desk, KeyCheck check, CancellationToken cancellation)
    {
        var result = await desk.Revoke(call.Caller, id, call.Change(), cancellation);
        if (result.IsDone)
            check.Forget(id);
        return result.Answer(What, _ => ApiAnswer.NoContent());
    }

    private static ApiKeySettings Read(JsonElement body, List<FieldError> errors)
    {
        var fields = new Fields(body, "", errors);
        return new ApiKeySettings
        {
            Name = fields.Text("name")?.Trim() ?? "",
            Scopes = fields.Texts("scopes") ?? [],
            ExpiresAt = fields.Time("expiresAt"),
            Rights = new StaffRights
            {
                Role = fields.Choice("role", StaffRole.Admin),
                Brands = fields.Texts("brands") ?? [],
                CustomScript = fields.Flag("customScript"),
            },
        };
    }

    private static JsonObject Write(ApiKeyView view, string? key = null)
    {
        var json = new JsonObject
        {
            ["id"] = view.Id,
            ["name"] = view.Settings.Name,
            ["prefix"] = view.Prefix,
            ["scopes"] = JsonList.Of(view.Settings.Scopes),
            ["role"] = Names<StaffRole>.Of(view.Settings.Rights.Role),
            ["brands"] = JsonList.Of(view.Settings.Rights.Brands),
            ["customScript"] = view.Settings.Rights.CustomScript,
            ["expiresAt"] = Times.Text(view.Settings.ExpiresAt),
            ["createdAt"] = Times.Text(view.CreatedAt),
            ["lastUsedAt"] = Times.Text(view.LastUsedAt),
        };
        if (key is not null)
            json["key"] = key;
        return json;
    }
}
