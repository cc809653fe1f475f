using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Lists;
using Portal.Saving;
using Portal.Storage;

namespace Portal.WebHost.Api;

/// <summary>What a list is asked for: <c>q</c>, <c>limit</c>, <c>cursor</c>. Bound from the query; what is wrong is an answer.</summary>
internal sealed record ListRequest(ListQuery Query, ApiAnswer? Problem)
{
    public const int MostItems = 500;
    private const int LongestSearch = 200;

    public static ValueTask<ListRequest?> BindAsync(HttpContext context) => new(Read(
        context.Request.Query, context.GetEndpoint()?.Metadata.GetMetadata<ApiOperation>()?.Plan));

    public static ApiAnswer Answer<T>(Page<T> page, Func<T, JsonNode> write) => page.Problems.Count > 0
        ? Problems.Invalid(page.Problems)
        : ApiAnswer.Ok(Page(page, write));

    public static JsonObject Page<T>(Page<T> page, Func<T, JsonNode> write) => new()
    {
        ["items"] = new JsonArray([.. page.Items.Select(write)]),
        ["next"] = page.Next is null ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(page.Next)),
    };

    /// <param name="plan">What the list can be filtered by; null: by nothing.</param>
    private static ListRequest Read(IQueryCollection query, ListPlan? plan)
    {
        var errors = new List<FieldError>();
        var text = query["q"].ToString();
        if (text.Length > LongestSearch || text.Contains('\0', StringComparison.Ordinal))
            errors.Add(new("q", $"Search with at most {LongestSearch} characters, without U+0000."));

        var limit = 50;
        if (query.TryGetValue("limit", out var given)
            && (!int.TryParse(given.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MostItems))
            errors.Add(new("limit", $"Use a whole number from 1 to {MostItems}."));

        string? cursor = null;
        if (query["cursor"].ToString() is { Length: > 0 } token && (cursor = Cursor(token)) is null)
            errors.Add(new("cursor", "This is not a valid cursor. Use “next” from the previous page, unchanged."));
        return errors.Count > 0
            ? new ListRequest(new ListQuery(), Problems.Invalid(errors))
            : new ListRequest(
                new ListQuery(text, limit, cursor)
                {
                    Sort = plan is null ? null : query["sort"].ToString(),
                    Patience = ListPatience.Usual,
                    Filters = (plan?.Filters ?? [])
                        .Select(filter => (filter.Name, Value: query[filter.Name].ToString()))
                        .Where(filter => filter.Value.Length > 0)
                        .ToDictionary(filter => filter.Name, filter => filter.Value, StringComparer.Ordinal),
                },
                null);
    }

    private static string? Cursor(string token)
    {
        if (token.Length > 6000 || !Base64Url.IsValid(token))
            return null;
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(token));
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
