namespace Portal.WebHost.Portals;

/// <summary>Reads <c>Accept-Encoding</c> (RFC 9110, 12.5.3) as far as two codings need it.</summary>
internal static class AcceptedEncodings
{
    public static (bool Brotli, bool Gzip) Read(ReadOnlySpan<char> header)
    {
        bool? brotli = null, gzip = null, any = null;
        while (!header.IsEmpty)
        {
            var comma = header.IndexOf(',');
            var item = (comma < 0 ? header : header[..comma]).Trim();
            header = comma < 0 ? [] : header[(comma + 1)..];
            var semicolon = item.IndexOf(';');
            var name = (semicolon < 0 ? item : item[..semicolon]).Trim();
            var takes = semicolon < 0 || !Quality.IsZero(item[(semicolon + 1)..]);
            if (name.Equals("br", StringComparison.OrdinalIgnoreCase))
                brotli = takes;
            else if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase))
                gzip = takes;
            else if (name is "*")
                any = takes;
        }

        return (brotli ?? any ?? false, gzip ?? any ?? false);
    }
}

/// <summary>Weights of content negotiation (RFC 9110, 12.4.2).</summary>
internal static class Quality
{
    public static bool IsZero(ReadOnlySpan<char> parameters) => Read(parameters) == 0;

    /// <summary>In thousandths; 1000 where none is given.</summary>
    public static int Read(ReadOnlySpan<char> parameters)
    {
        parameters = parameters.Trim();
        if (!parameters.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
            return 1000;
        return double.TryParse(
            parameters[2..].Trim(),
            System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture,
            out var value)
            ? (int)(Math.Clamp(value, 0, 1) * 1000)
            : 0;
    }
}
