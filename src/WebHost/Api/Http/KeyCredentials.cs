using System.Net.Http.Headers;
using System.Text;

namespace Portal.WebHost.Api;

/// <summary>The key that a request brings.</summary>
/// <param name="User">Of basic authentication: the switch that a line is of where it names none.</param>
internal sealed record KeyCredentials(string Key, string? User)
{
    /// <summary>Where switches bring calls: most of them know basic authentication alone.</summary>
    private const string Basic = ApiPipeline.Prefix + "/cdrs";

    /// <summary>Null: none, or none that counts here.</summary>
    public static KeyCredentials? Read(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } only] || !AuthenticationHeaderValue.TryParse(only, out var value)
            || value.Parameter is not { Length: > 0 } given)
            return null;
        if (value.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return new(given, null);
        return value.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) && TakesBasic(request) ? Pair(given) : null;
    }

    // Without a challenge, a browser never asks for a password here, and keeps none to send unasked.
    private static bool TakesBasic(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.Value is { } path
        && path.AsSpan().TrimEnd('/').Equals(Basic, StringComparison.OrdinalIgnoreCase);

    /// <summary>RFC 7617: a name, a colon, a password.</summary>
    private static KeyCredentials? Pair(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || colon == pair.Length - 1 ? null : new(pair[(colon + 1)..], colon == 0 ? null : pair[..colon]);
    }

    public override string ToString() => nameof(KeyCredentials);
}
