namespace Portal.WebHost.Portals;

/// <summary>
/// Chooses among a site's languages by <c>Accept-Language</c> (RFC 9110, 12.5.4): the visitor's weights, then the site's order.
/// </summary>
internal static class LanguageChoice
{
    public static int Choose(ReadOnlySpan<char> header, string[] languages)
    {
        var (best, weight) = (0, 0);
        if (languages.Length == 1)
            return 0;
        while (!header.IsEmpty)
        {
            var comma = header.IndexOf(',');
            var item = (comma < 0 ? header : header[..comma]).Trim();
            header = comma < 0 ? [] : header[(comma + 1)..];
            var semicolon = item.IndexOf(';');
            var range = (semicolon < 0 ? item : item[..semicolon]).Trim();
            var quality = semicolon < 0 ? 1000 : Quality.Read(item[(semicolon + 1)..]);
            var at = range is "*" ? 0 : Find(range, languages);
            if (at >= 0 && quality > weight)
                (best, weight) = (at, quality);
        }

        return best;
    }

    // "de-AT" is served by "de".
    private static int Find(ReadOnlySpan<char> range, string[] languages)
    {
        var dash = range.IndexOf('-');
        var primary = dash < 0 ? range : range[..dash];
        for (var i = 0; i < languages.Length; i++)
        {
            if (primary.Equals(languages[i], StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }
}
