using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>What goes wrong, as RFC 9457 writes it.</summary>
internal static class Problems
{
    /// <summary>403: what it is about may be read with this key.</summary>
    public static ApiAnswer MayNotChange { get; } = Forbidden("This key's role can read but not change anything.");

    public static ApiAnswer Make(int status, string detail, JsonObject? errors = null)
    {
        var body = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = detail,
        };
        if (errors is not null)
            body["errors"] = errors;
        return new ApiAnswer(status, ApiAnswer.Text(body));
    }

    /// <summary>400: it can't be read, has a wrong type or an unknown field.</summary>
    public static ApiAnswer Unreadable(ShapeErrors errors) =>
        Make(400, "The body can't be accepted as it is. “errors” says where and why.", errors.ToJson());

    /// <summary>400 for something outside of the body.</summary>
    public static ApiAnswer BadRequest(string detail) => Make(400, detail);

    /// <summary>422: it can be read, but values are wrong.</summary>
    public static ApiAnswer Invalid(IEnumerable<FieldError> errors) =>
        Make(422, "Nothing was changed. “errors” says which fields are wrong and why.", ByField(errors));

    public static ApiAnswer Invalid(string field, string reason) => Invalid([new FieldError(field, reason)]);

    public static ApiAnswer Conflict(IEnumerable<FieldError> errors)
    {
        var all = errors.ToArray();
        return Make(409, all.Length > 0 ? all[0].Reason : "It already exists, or is in use.", ByField(all));
    }

    public static ApiAnswer NotFound(string what) => Make(404, $"There is no such {what}.");

    public static ApiAnswer Forbidden(string detail, params FieldError[] errors) =>
        Make(403, detail, errors.Length > 0 ? ByField(errors) : null);

    public static ApiAnswer Changed(long version) =>
        Make(
            412,
            "It was changed since you read it. Read it again, make your change to what is there now, and send that version in "
                + "If-Match.") with
        { Version = version };

    private static JsonObject ByField(IEnumerable<FieldError> errors)
    {
        var all = new ShapeErrors();
        foreach (var error in errors)
            all.Add(error.Field, error.Reason);
        return all.ToJson();
    }
}
