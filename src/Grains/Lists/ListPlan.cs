using Portal.Saving;
using Portal.Storage;

namespace Portal.Lists;

/// <summary>
/// What a list is read from, by what it sorts, filters and searches (ADR 0053). All of it is constants of this program: what people
/// write is compared with it or becomes a parameter, and is never part of a statement.
/// </summary>
internal sealed record ListPlan
{
    /// <summary>The one table that is filtered and sorted, with its alias: <c>portal_domains d</c>.</summary>
    public required string Rows { get; init; }

    /// <summary>What always holds of its rows: <c>d.deleted = 0</c>.</summary>
    public string Where { get; init; } = "1 = 1";

    /// <summary>What a line shows, of the table and of <see cref="Joins"/>.</summary>
    public required string Fields { get; init; }

    /// <summary>Joined to the lines of one page alone.</summary>
    public string Joins { get; init; } = "";

    /// <summary>The column that names a row.</summary>
    public required string Id { get; init; }

    /// <summary>What can be sorted by; an index begins with each.</summary>
    public required ListSort[] Sorts { get; init; }

    /// <summary>Follows whatever is sorted by, so that no two rows are alike.</summary>
    public required ListSort[] Ties { get; init; }

    /// <summary>The order where nobody asks for one, as <see cref="ListQuery.Sort"/> writes it.</summary>
    public required string Default { get; init; }

    public ListFilter[] Filters { get; init; } = [];

    /// <summary>Where text is looked for: a row is found by any of them.</summary>
    public ListWay[] Ways { get; init; } = [];

    /// <summary>Keeps to the brands of a reseller: <c>d.brand IN @Brands</c>.</summary>
    public string? Brands { get; init; }

    /// <summary><see cref="Brands"/> asks another table, row by row.</summary>
    public bool AsksForBrands { get; init; }

    public string Alias => Rows[(Rows.LastIndexOf(' ') + 1)..];

    /// <summary>The order that is asked for; null: there is none of this name.</summary>
    public ListOrder? Order(string? written)
    {
        var text = string.IsNullOrEmpty(written) ? Default : written;
        var by = Array.Find(Sorts, sort => sort.Key == text.TrimStart('-'));
        return by is null || text.StartsWith("--", StringComparison.Ordinal)
            ? null
            : new ListOrder(text, text[0] == '-', [by, .. Ties.Where(tie => tie.Sql != by.Sql)]);
    }

    /// <summary>What of a query nobody knows, each with a sentence; of the rest a list can be read.</summary>
    public IEnumerable<FieldError> Check(ListQuery query)
    {
        var order = Order(query.Sort);
        if (order is null)
        {
            var known = string.Join(", ", Sorts.Select(sort => sort.Key));
            yield return new("sort", $"There is no order “{query.Sort}”. Use one of {known}, with “-” before it to turn it round.");
        }
        else if (query.Cursor is { Length: > 0 } cursor && Cursor.Read(cursor, order) is null)
        {
            yield return new("cursor", "This is not a valid cursor. Use “next” from the previous page, unchanged.");
        }

        foreach (var (name, written) in query.Filters)
        {
            if (Filter(name).Refuse(written) is { } reason)
                yield return new(name, reason);
        }
    }

    public ListFilter Filter(string name) =>
        Array.Find(Filters, filter => filter.Name == name) ?? throw new ArgumentException($"{Rows} has no filter {name}.", nameof(name));
}

/// <param name="Key">As addresses and programs name it.</param>
/// <param name="Sql">Never null: an index has just this.</param>
/// <param name="IsNumber">Numbers and times; else text.</param>
internal sealed record ListSort(string Key, string Sql, bool IsNumber = false);

/// <param name="Text">As it is written: <c>name</c>, <c>-changed</c>.</param>
internal sealed record ListOrder(string Text, bool IsDown, ListSort[] By);
