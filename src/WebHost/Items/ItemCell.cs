using System.Globalization;
using Portal.Customers;

namespace Portal.WebHost.Items;

/// <summary>One value of a row in its list.</summary>
/// <param name="Kind">Of a badge; null: plain text.</param>
internal sealed record ItemCell(string? Text, string? Kind = null)
{
    public DateTimeOffset? Time { get; private init; }

    public Money? Money { get; private init; }

    public static ItemCell Of(DateTimeOffset? time) => new((string?)null) { Time = time };

    public static ItemCell Of(int? number) => new(number?.ToString("N0", CultureInfo.InvariantCulture));

    public static ItemCell Of(DateOnly? day) => new(day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture));

    public static ItemCell Of(decimal amount, string? currency) => new((string?)null) { Money = new(amount, currency ?? "") };
}

/// <summary>One column of a list of rows.</summary>
/// <param name="Key">Under which people's choice of columns is kept: never rename.</param>
public abstract record ItemColumn(string Key, string Head)
{
    public bool IsNumber { get; init; }

    /// <summary>What the list is sorted by at its head; null: by nothing.</summary>
    public string? Sort { get; init; }

    /// <summary>Of a row, as of a moment.</summary>
    internal abstract ItemCell Cell(ItemView item, DateTimeOffset now);
}

/// <inheritdoc cref="ItemColumn"/>
internal sealed record ItemColumn<T>(string Key, string Head, Func<T, ItemView, DateTimeOffset, ItemCell> Show) : ItemColumn(Key, Head)
    where T : ItemSettings
{
    public ItemColumn(string key, string head, Func<T, ItemCell> cell)
        : this(key, head, (item, _, _) => cell(item))
    {
    }

    public ItemColumn(string key, string head, Func<T, string?> text)
        : this(key, head, (item, _, _) => new(text(item)))
    {
    }

    internal override ItemCell Cell(ItemView item, DateTimeOffset now) => Show((T)item.Settings, item, now);
}
