using System.Collections.Frozen;
using System.Globalization;
using Rules = System.Collections.Frozen.FrozenSet<string>.AlternateLookup<System.ReadOnlySpan<char>>;

namespace Portal.Hosts;

/// <summary>
/// Where names are registered, by the Public Suffix List (publicsuffix.org), its ICANN and its private part. Takes names in
/// their one form (<see cref="HostName"/>). A name whose last label the list doesn't know has that label as its suffix.
/// </summary>
public static class PublicSuffixes
{
    private static readonly Lazy<RuleList> List = new(Read);

    /// <summary>Whether others register their names right under this one: <c>co.uk</c>, <c>github.io</c>.</summary>
    public static bool IsSuffix(string host) => Suffix(host).Length == host.Length;

    /// <summary>
    /// The suffix and the label before it: <c>acme.co.uk</c> of <c>portal.acme.co.uk</c>. Null: the host is a suffix itself.
    /// </summary>
    public static string? RegisteredDomain(string host)
    {
        var suffix = Suffix(host).Length;
        if (suffix >= host.Length - 1)
            return null;
        var before = host.LastIndexOf('.', host.Length - suffix - 2);
        return host[(before + 1)..];
    }

    /// <summary>
    /// A record's name as most providers' forms want it, below the registered domain: <c>portal</c> of <c>portal.acme.co.uk</c>,
    /// <c>@</c> for the domain itself.
    /// </summary>
    public static string RelativeName(string name) =>
        RegisteredDomain(name) is not { } zone ? name
        : zone.Length == name.Length ? "@"
        : name[..^(zone.Length + 1)];

    // 1 an exception ends the search one label later, 2 a rule, 3 a wildcard above it; the longest first, and the last label in any case.
    private static ReadOnlySpan<char> Suffix(ReadOnlySpan<char> host)
    {
        var rules = List.Value;
        for (var rest = host; ;)
        {
            var dot = rest.IndexOf('.');
            if (dot < 0)
                return rest;
            var parent = rest[(dot + 1)..];
            if (rules.Exceptions.Contains(rest))
                return parent;
            if (rules.Plain.Contains(rest) || rules.Wildcards.Contains(parent))
                return rest;
            rest = parent;
        }
    }

    private static RuleList Read()
    {
        using var resource = typeof(PublicSuffixes).Assembly.GetManifestResourceStream("public_suffix_list.dat")!;
        using var reader = new StreamReader(resource);
        var idn = new IdnMapping();
        var plain = new HashSet<string>(StringComparer.Ordinal);
        var wildcards = new HashSet<string>(StringComparer.Ordinal);
        var exceptions = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var rule = line.Trim();
            if (rule.Length == 0 || rule.StartsWith("//", StringComparison.Ordinal))
                continue;
            if (rule.StartsWith("*.", StringComparison.Ordinal))
                wildcards.Add(idn.GetAscii(rule[2..]));
            else if (rule[0] == '!')
                exceptions.Add(idn.GetAscii(rule[1..]));
            else
                plain.Add(idn.GetAscii(rule));
        }

        return new(Lookup(plain), Lookup(wildcards), Lookup(exceptions));
    }

    private static Rules Lookup(HashSet<string> rules) =>
        rules.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private sealed record RuleList(Rules Plain, Rules Wildcards, Rules Exceptions);
}
