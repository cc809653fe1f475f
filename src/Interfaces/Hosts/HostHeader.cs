namespace Portal.Hosts;

/// <summary>Reads <c>uri-host [":" port]</c> (RFC 9110, 7.2). On every request's way: no allocation.</summary>
internal static class HostHeader
{
    /// <summary>Takes off port and trailing dot. An address in brackets comes without them.</summary>
    public static bool TrySplit(ReadOnlySpan<char> header, out ReadOnlySpan<char> host, out bool isAddress)
    {
        host = header;
        isAddress = false;
        if (header.IsEmpty)
            return false;
        ReadOnlySpan<char> rest;
        if (header[0] == '[')
        {
            var end = header.IndexOf(']');
            if (end < 0)
                return false;
            host = header[1..end];
            rest = header[(end + 1)..];
            isAddress = true;
            if (!host.Contains(':'))
                return false;
        }
        else
        {
            var colon = header.IndexOf(':');
            rest = colon < 0 ? [] : header[colon..];
            host = colon < 0 ? header : header[..colon];
            if (!host.IsEmpty && host[^1] == '.')
                host = host[..^1];
            isAddress = !host.IsEmpty && HostSyntax.EndsInNumber(host);
        }

        return !host.IsEmpty && host.Length <= HostName.MaxLength && IsPort(rest);
    }

    /// <summary>Labels of letters, digits and inner hyphens. Browsers send A-labels, so anything beyond ASCII is no host.</summary>
    public static bool IsName(ReadOnlySpan<char> host, out bool isNormal)
    {
        isNormal = true;
        var start = 0;
        for (var i = 0; i <= host.Length; i++)
        {
            if (i < host.Length && host[i] != '.')
            {
                var c = host[i];
                if (!HostSyntax.IsLetterOrDigit(c) && c != '-')
                    return false;
                isNormal &= !char.IsAsciiLetterUpper(c);
                continue;
            }

            var label = host[start..i];
            if (label.Length is 0 or > HostSyntax.MaxLabel || label[0] == '-' || label[^1] == '-' || HostSyntax.IsReserved(label))
                return false;
            start = i + 1;
        }

        return true;
    }

    // An empty port is allowed (RFC 3986, 3.2.3).
    private static bool IsPort(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            return true;
        if (rest[0] != ':' || rest.Length > 6)
            return false;
        var port = 0;
        foreach (var c in rest[1..])
        {
            if (!char.IsAsciiDigit(c))
                return false;
            port = port * 10 + c - '0';
        }

        return port <= ushort.MaxValue;
    }
}
