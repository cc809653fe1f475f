using System.Text.Json;

namespace Portal.Certificates.Acme;

/// <summary>What the CA says went wrong (RFC 9457; RFC 8555, 6.7).</summary>
/// <param name="Type">The error's name without <c>urn:ietf:params:acme:error:</c>: <c>rateLimited</c>, <c>dns</c>, …</param>
/// <param name="Document">The document as it came, at most 8 KiB.</param>
internal sealed record AcmeProblem(string Type, string Detail, int Status, AcmeProblem[] Subproblems, string Document)
{
    private const string Prefix = "urn:ietf:params:acme:error:";
    private const int LongestDocument = 8192;
    private const int LongestDetail = 1000;
    private const int MostSubproblems = 100;

    /// <summary>Itself or a subproblem is of this type.</summary>
    public bool Is(string type) => Type == type || Array.Exists(Subproblems, p => p.Type == type);

    /// <summary>Reads what a CA sent with an error status; anything that isn't a problem document becomes one.</summary>
    public static AcmeProblem Parse(string text, int status)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return Parse(document.RootElement, status);
        }
        catch (JsonException)
        {
            // A page of some proxy on the way.
        }

        return new AcmeProblem("", $"It answered with status {status}.", status, [], Cut(text, LongestDocument));
    }

    public static AcmeProblem Parse(JsonElement problem, int status)
    {
        var type = Text(problem, "type");
        if (type.StartsWith(Prefix, StringComparison.Ordinal))
            type = type[Prefix.Length..];
        if (problem.TryGetProperty("status", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number))
            status = number;
        AcmeProblem[] subproblems = problem.TryGetProperty("subproblems", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Object).Take(MostSubproblems).Select(p => Parse(p, status))]
            : [];
        return new AcmeProblem(
            type, Cut(Text(problem, "detail"), LongestDetail), status, subproblems, Cut(problem.GetRawText(), LongestDocument));
    }

    public override string ToString() => $"{(Type.Length > 0 ? Type : "error")} ({Status}): {Detail}";

    private static string Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>Names of RFC 8555, 6.7, that are decided upon.</summary>
internal static class AcmeErrors
{
    public const string AccountDoesNotExist = "accountDoesNotExist";
    public const string BadNonce = "badNonce";
    public const string RateLimited = "rateLimited";
}

/// <summary>The CA refused. Its words are in <see cref="Problem"/>.</summary>
internal sealed class AcmeException(AcmeProblem problem, TimeSpan? retryAfter = null)
    : Exception($"The certificate authority refused: {problem}")
{
    public AcmeProblem Problem { get; } = problem;

    /// <summary>When it may be asked again, if it said so.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>The CA could not be asked, or what it answered is no ACME.</summary>
/// <param name="isSlow">It can be reached, but did not answer in time.</param>
internal sealed class AcmeUnreachableException(string reason, Exception? inner = null, bool isSlow = false) : Exception(reason, inner)
{
    public bool IsSlow { get; } = isSlow;
}
