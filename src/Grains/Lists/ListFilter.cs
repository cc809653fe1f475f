using System.Globalization;
using Portal.Saving;

namespace Portal.Lists;

/// <summary>One filter of a list. Of what it doesn't know it says so: a filter that is left out shows what nobody asked for.</summary>
/// <param name="Name">As addresses and programs name it.</param>
/// <param name="Sql">Where its value stands: <c>d.status = {0}</c>.</param>
/// <param name="Meaning">A sentence for those who write programs.</param>
internal sealed record ListFilter(string Name, string Sql, string Meaning)
{
    /// <summary>All values that there are, with what each is in the store; null: any.</summary>
    public (string Name, object Stored)[]? Values { get; init; }

    /// <summary>What to say of a value that there isn't; null: which ones there are.</summary>
    public string? Advice { get; init; }

    /// <summary>A day, or a moment.</summary>
    public bool IsTime { get; init; }

    /// <summary>The id of a brand: one that there is, and of a reseller's.</summary>
    public bool IsBrand { get; init; }

    /// <summary>
    /// Another table that has the value, joined to the list's once for each row that it lets pass: that is counted less far. One such
    /// filter in a list.
    /// </summary>
    public string? Elsewhere { get; init; }

    /// <summary>
    /// The part of <see cref="Elsewhere"/> that has one line for each row that this filter alone lets pass: counted by itself.
    /// </summary>
    public string? Alone { get; init; }

    /// <summary>Columns of the list's own order, and where the other table has the same: along its index that order is walked.</summary>
    public (string Column, string There)[] Same { get; init; } = [];

    /// <summary>Another spelling becomes the stored one.</summary>
    public Func<string, string> Fold { get; init; } = static text => text;

    /// <summary>Why a value can't be used; null: it can.</summary>
    public string? Refuse(string written) =>
        written.Contains('\0', StringComparison.Ordinal) ? "Remove the character U+0000."
        : Read(written) is not null ? null
        : IsTime ? $"“{written}” is no date. Write it as 2026-11-30, or with a time as 2026-11-30T12:00:00Z."
        : Advice ?? $"There is no “{written}” here. Allowed: {string.Join(", ", Values!.Select(value => value.Name))}.";

    /// <summary>The value as it is compared; null: there is none like that.</summary>
    public object? Read(string written) =>
        IsTime ? Time(written)
        : Values is null ? Fold(written)
        : Array.Find(Values, value => value.Name == written).Stored;

    public static (string Name, object Stored)[] Words<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(UnknownNames.Of).Select(name => (name, (object)name))];

    /// <summary>The same, where rows have the names as the code does.</summary>
    public static (string Name, object Stored)[] RowWords<T>()
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => (UnknownNames.Of(value), (object)UnknownNames.Row(value)))];

    private static long? Time(string written) =>
        DateTimeOffset.TryParse(
            written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            && written is [>= '0' and <= '9', _, _, _, '-', ..]
            ? time.ToUnixTimeMilliseconds()
            : null;
}
