using System.Text;
using Portal.Lists;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>What a list is asked for: all of it stands in the address.</summary>
/// <param name="Text">Search words.</param>
/// <param name="After">Cursor.</param>
public sealed record ListUrl(string Path, string? Text = null, string? After = null)
{
    /// <summary>How far lists are counted, for the range above each page.</summary>
    public const long CountTo = 10_000;

    private const int PageSize = 50;
    private const int Longest = 200;

    // A host may have 253 characters, and stands behind a word in the audit. Cut off, a filter would be another one.
    private const int LongestFilter = 400;

    /// <summary>As the address has it; null: the list's own order.</summary>
    public string? Sort { get; init; }

    /// <summary>The list's filters that are set, by name.</summary>
    public IReadOnlyDictionary<string, string> Filters { get; init; } = new Dictionary<string, string>();

    public bool IsFiltered => Text is not null || Filters.Count > 0;

    internal ListPlan? Plan { get; init; }

    /// <summary>The same list as a file.</summary>
    public string Csv => File(ListFile.Csv);

    /// <summary>The same list as a workbook.</summary>
    public string Xlsx => File(ListFile.Xlsx);

    public static ListUrl Of(HttpContext context) =>
        new(context.Request.Path, Clip(context.Request.Query["q"]), Cursor(context.Request.Query["after"]));

    internal static ListUrl Of(HttpContext context, string path, ListPlan plan) => Of(context) with
    {
        Path = path,
        Plan = plan,
        Sort = Clip(context.Request.Query["sort"]),
        Filters = plan.Filters
            .Select(filter => (filter.Name, Value: Clip(context.Request.Query[filter.Name], LongestFilter)))
            .Where(filter => filter.Value is not null)
            .ToDictionary(filter => filter.Name, filter => filter.Value!, StringComparer.Ordinal),
    };

    internal ListQuery Query() =>
        new(Text, PageSize, After)
        {
            Filters = Filters,
            Sort = Sort,
            CountTo = Plan is null ? null : CountTo,
            Patience = ListPatience.Usual,
        };

    /// <summary>422 where the address asks for what isn't there, or takes too long.</summary>
    internal static int Status<T>(Page<T> page) =>
        page.Problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;

    public string? Filter(string name) => Filters.GetValueOrDefault(name);

    public string Next(string cursor) => (this with { After = cursor }).ToString();

    /// <summary>With another value of one filter, from its first page; null: without it.</summary>
    public ListUrl With(string filter, string? value)
    {
        var filters = Filters.Where(one => one.Key != filter).ToDictionary(StringComparer.Ordinal);
        if (value is not null)
            filters[filter] = value;
        return this with { Filters = filters, After = null };
    }

    /// <summary>Sorted by this; by the same again the other way round.</summary>
    public ListUrl SortedBy(string key) => this with { Sort = Direction(key) == "ascending" ? "-" + key : key, After = null };

    /// <summary>How the list is sorted by this, as <c>aria-sort</c> says it; null: it isn't.</summary>
    public string? Direction(string key) =>
        (Sort ?? Plan!.Default) == key ? "ascending" : (Sort ?? Plan!.Default) == "-" + key ? "descending" : null;

    /// <summary>The address of this list, without what is empty.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Path);
        Add("q", Text);
        foreach (var filter in Plan?.Filters ?? [])
            Add(filter.Name, Filter(filter.Name));
        Add("sort", Sort == Plan?.Default ? null : Sort);
        Add("after", After);
        return text.ToString();

        void Add(string name, string? value)
        {
            if (value is not null)
                text.Append(text.Length == Path.Length ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private static string? Clip(string? text, int longest = Longest) =>
        string.IsNullOrWhiteSpace(text) || text.Contains('\0') ? null
            : text.Trim() is var trimmed && trimmed.Length > longest ? trimmed[..longest]
            : trimmed;

    private string File(string ending) => (this with { Path = Path + ending, After = null }).ToString();

    // Cut off, it would be another one.
    private static string? Cursor(string? text) => string.IsNullOrEmpty(text) || text.Contains('\0') ? null : text;
}
