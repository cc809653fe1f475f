using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.ApiKeys;
using Portal.Brands;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.Api;

internal static class ApiKeyRoutes
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

    private static async Task<ApiAnswer> List(ApiCall call, ListRequest list, IApiKeyDirectory keys, CancellationToken cancellation) =>
        Refuse(call) ?? list.Problem ?? ListRequest.Answer(await keys.List(list.Query, cancellation), view => Write(view));

    private static async Task<ApiAnswer> Get(string id, ApiCall call, IApiKeyDirectory keys, CancellationToken cancellation) =>
        Refuse(call) ?? (await keys.Find(id, cancellation) is { } view ? ApiAnswer.Ok(Write(view)) : Problems.NotFound(What));

    private static async Task<ApiAnswer> Create(
        ApiCall call, IGrainFactory grains, IBrandDirectory known, TimeProvider clock, CancellationToken cancellation)
    {
        if (Refuse(call) is { } refused)
            return refused;
        var (body, problem) = await call.Read(Key);
        if (problem is not null)
            return problem;
        var errors = new List<FieldError>();
        var settings = Read(body, call, errors);
        for (var i = 0; settings.Rights.IsReseller && i < settings.Rights.Brands.Length; i++)
        {
            // A brand that comes to be later is nobody's to have been given before.
            var brand = settings.Rights.Brands[i];
            if (brand.Length > 64 || !await known.Exists(brand, cancellation))
                errors.Add(new($"brands[{i}]", $"There is no brand “{brand}”. Choose an existing one."));
        }

        if (errors.Count > 0)
            return Problems.Invalid(errors.Concat(ApiKeyRules.Check(settings, clock.GetUtcNow())));

        var (key, digest) = ApiKeyText.New();
        var result = await grains.GetGrain<IApiKeyGrain>(ApiKeyText.IdFor(call.OperationId)).Create(settings, digest, call.Change());
        return result.Answer(What, _ => 0, view => ApiAnswer.Created(Write(view, key), ApiPipeline.Prefix + "/api-keys/" + view.Id));
    }

    private static async Task<ApiAnswer> Delete(string id, ApiCall call, IGrainFactory grains, IApiKeyDirectory keys, KeyCheck check, CancellationToken cancellation)
    {
        if (Refuse(call) is { } refused)
            return refused;
        if (await keys.Find(id, cancellation) is null)
            return Problems.NotFound(What);
        var result = await grains.GetGrain<IApiKeyGrain>(id).Revoke(call.Change());
        check.Forget(id);
        return result.Answer(What, _ => 0, _ => ApiAnswer.NoContent());
    }

    private static ApiAnswer? Refuse(ApiCall call) =>
        call.Rights.CanManageStaff ? null : Problems.Forbidden("Only a key with the role “owner” can manage API keys.");

    private static ApiKeySettings Read(JsonElement body, ApiCall call, List<FieldError> errors)
    {
        var fields = new Fields(body, "", errors);
        var scopes = fields.Texts("scopes") ?? [];
        for (var i = 0; i < scopes.Length; i++)
        {
            // Nobody makes a key that opens more than their own.
            if (Scopes.Known.Contains(scopes[i], StringComparer.Ordinal) && !Scopes.Allow(call.Key.Settings.Scopes, scopes[i]))
                fields.Refuse($"scopes[{i}]", $"Your own key lacks the scope “{scopes[i]}”, so it can't grant it.");
        }

        return new ApiKeySettings
        {
            Name = fields.Text("name")?.Trim() ?? "",
            Scopes = scopes,
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
