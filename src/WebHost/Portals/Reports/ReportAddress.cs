namespace Portal.WebHost.Portals;

/// <summary>
/// The address of a report, which alone gives its page: the parts of a query that the report knows, each once and none of them empty.
/// Links are made of it by changing a part.
/// </summary>
internal sealed class ReportAddress
{
    // A cursor is the longest; the rest is typed by people.
    private const int Longest = 2000;

    private readonly (string Key, string Value)[] parts;

    private ReportAddress(string path, (string Key, string Value)[] parts) => (Path, this.parts) = (path, parts);

    public string Path { get; }

    /// <summary>It says nothing but whose page it is.</summary>
    public bool IsBare => parts.Length == 0;

    /// <summary>What follows the question mark.</summary>
    public string Query => string.Join('&', parts.Select(Text));

    /// <summary>Null: the address doesn't say.</summary>
    public string? this[string key] => Array.Find(parts, part => part.Key == key).Value;

    /// <param name="lists">Of the keys those whose values are lists: one that comes several times has its values joined by commas.</param>
    public static ReportAddress Of(string path, IQueryCollection query, IEnumerable<string> keys, params string[] lists) => new(
        path,
        [
            .. from key in keys
            let given = query[key].Where(value => value is { Length: > 0 }).Select(value => value!.Trim())
            let value = lists.Contains(key) ? string.Join(',', given) : given.FirstOrDefault() ?? ""
            where value.Length is > 0 and <= Longest && !value.Any(char.IsControl)
            select (key, value),
        ]);

    /// <summary>Whether a query says it like this: a browser's form sends what is empty too.</summary>
    public bool IsSaidBy(IQueryCollection query, IEnumerable<string> keys) =>
        keys.All(key => query[key].ToString() == (this[key] ?? ""))
        && keys.All(key => query[key].Count <= 1 && (query[key].Count == 0 || query[key].ToString().Length > 0));

    /// <param name="changes">A null takes the part out.</param>
    public ReportAddress With(params (string Key, string? Value)[] changes) => new(
        Path,
        [
            .. parts.Where(part => !changes.Any(change => change.Key == part.Key)),
            .. changes.Where(change => change.Value is not null).Select(change => (change.Key, change.Value!)),
        ]);

    public ReportAddress Without(params IEnumerable<string> keys) =>
        new(Path, [.. parts.Where(part => !keys.Contains(part.Key))]);

    /// <summary>Whether the other one says the same, in whatever order.</summary>
    public bool Says(ReportAddress other) => parts.Order().SequenceEqual(other.parts.Order());

    /// <summary>The same, asked of another report.</summary>
    public ReportAddress At(string path) => new(path, parts);

    /// <summary>For a form that says the rest itself: what its hidden fields keep.</summary>
    public IEnumerable<(string Key, string Value)> Rest(params string[] said) => parts.Where(part => !said.Contains(part.Key));

    /// <summary>All of it as a file, bound to the customer that the page is of.</summary>
    public string File(PortalCall call, string ending, bool forExcel = false)
    {
        var kept = string.Concat(parts.Select(part => "&" + Text(part)));
        return $"{Path}{ending}?{PortalCall.CustomerField}={call.Place.Customer}{kept}{(forExcel ? "&excel" : "")}";
    }

    public override string ToString() => parts.Length == 0 ? Path : Path + "?" + Query;

    private static string Text((string Key, string Value) part) =>
        part.Key + "=" + Uri.EscapeDataString(part.Value)
        // A query may have these as they are (RFC 3986, 3.4), and people read it.
        .Replace("%2C", ",", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);
}
