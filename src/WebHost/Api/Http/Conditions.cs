using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Portal.WebHost.Api;

/// <summary>
/// The preconditions of a request (RFC 9110, 13.1). Versions are the entity tags. They are sent strong and matched by value:
/// a proxy that compresses answers weakens them (<c>W/"7"</c>) or adds to them (<c>"7-gzip"</c>), and a version is what it is.
/// </summary>
/// <param name="Match">If-Match: null when it wasn't sent; an empty list matches nothing.</param>
/// <param name="MatchAny"><c>If-Match: *</c>.</param>
internal sealed record Conditions(IReadOnlyList<long>? Match, bool MatchAny, IReadOnlyList<long>? NoneMatch, bool NoneMatchAny)
{
    public static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <returns>Null when a header can't be read.</returns>
    public static Conditions? Read(IHeaderDictionary headers) =>
        Tags(headers.IfMatch, out var match, out var matchAny)
            && Tags(headers.IfNoneMatch, out var none, out var noneAny)
            ? new Conditions(match, matchAny, none, noneAny)
            : null;

    /// <summary>Whether If-Match lets a change of this version pass.</summary>
    public bool Allow(long version) => Match is null || MatchAny || Match.Contains(version);

    /// <summary>Whether the caller named versions: then a change meanwhile is their news, not ours to hide by trying again.</summary>
    public bool NamesVersions => Match is not null && !MatchAny;

    /// <summary>Whether If-None-Match says that the caller has this version.</summary>
    public bool Has(long version) => NoneMatchAny || (NoneMatch?.Contains(version) ?? false);

    private static bool Tags(StringValues header, out IReadOnlyList<long>? versions, out bool any)
    {
        (versions, any) = (null, false);
        if (header.Count == 0)
            return true;
        if (!EntityTagHeaderValue.TryParseList(header, out var tags))
            return false;
        any = tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any));
        // Another's tag is no version of ours.
        versions = [.. tags.Select(Version).OfType<long>()];
        return true;
    }

    private static long? Version(EntityTagHeaderValue tag)
    {
        var text = tag.Tag.AsSpan().Trim('"');
        foreach (var encoding in (string[])["-gzip", "-br", "-zstd", "-deflate", ";gzip", "--gzip"])
        {
            if (text.EndsWith(encoding, StringComparison.Ordinal))
                text = text[..^encoding.Length].TrimEnd('-');
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }
}
