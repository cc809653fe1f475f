using System.Globalization;
using Portal.Customers;

namespace Portal.WebHost.Items;

/// <summary>One value of a row in its list.</summary>
/// <param name="Kind">Of a badge; null: plain text.</param>
internal sealed record ItemCell(string? Text, bool Number = false, string? Kind = null)
{
    public DateTimeOffset? Time { get; private init; }

    public Money? Money { get; private init; }

    public static ItemCell Of(DateTimeOffset? time) => new((string?)null) { Time = time };

    public static ItemCell Of(int? number) => new(number?.ToString("N0", CultureInfo.InvariantCulture), Number: true);

    public static ItemCell Of(DateOnly? day) => new(day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture));

    public static ItemCell Of(decimal amount, string? currency) => new(null, Number: true) { Money = new(amount, currency ?? "") };
}

/// <summary>One column of a list of rows.</summary>
/// <param name="Cell">Of a row, as of a moment.</param>
internal sealed record ItemColumn<T>(string Head, Func<T, ItemView, DateTimeOffset, ItemCell> Cell)
{
    public ItemColumn(string head, Func<T, ItemCell> cell)
        : this(head, (item, _, _) => cell(item))
    {
    }

    public ItemColumn(string head, Func<T, string?> text)
        : this(head, (item, _, _) => new(text(item)))
    {
    }
}
