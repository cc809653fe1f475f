using System.Net.Http.Headers;

namespace Portal.Certificates.Acme;

/// <summary>Reads <c>Link: &lt;url&gt;;rel="alternate"</c> (RFC 8288; RFC 8555, 7.4.2).</summary>
internal static class AlternateLinks
{
    private const int Most = 8;

    public static IEnumerable<Uri> Read(Uri url, HttpResponseHeaders headers) =>
        headers.TryGetValues("Link", out var values) ? values.SelectMany(v => Parse(url, v)).Take(Most) : [];

    private static IEnumerable<Uri> Parse(Uri url, string value)
    {
        // One header may hold several links; their URLs stand in angle brackets, so a comma within one doesn't count.
        for (var at = value.IndexOf('<', StringComparison.Ordinal); at >= 0;)
        {
            var end = value.IndexOf('>', at);
            if (end < 0)
                yield break;
            var next = value.IndexOf('<', end);
            var parameters = next < 0 ? value[end..] : value[end..next];
            var plain = parameters.Replace(" ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);
            if (plain.Contains(";rel=alternate", StringComparison.OrdinalIgnoreCase)
                && Uri.TryCreate(url, value[(at + 1)..end], out var alternate))
                yield return alternate;
            at = next;
        }
    }
}
