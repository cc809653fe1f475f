using System.Globalization;
using Dapper;
using Portal.Hosts;
using Portal.People;
using Portal.Storage;

namespace Portal.Lists;

/// <summary>One place where a list's text is looked for: each of its words has to be there.</summary>
/// <param name="Column">Text in the form that <paramref name="Words"/> gives what is typed.</param>
/// <param name="Words">What is typed, word by word; empty: it can't be here.</param>
internal sealed record ListWay(string Column, Func<string, string[]> Words)
{
    private const int LongestFound = 12;

    /// <summary>Another table than the list's, with its alias.</summary>
    public string? Table { get; init; }

    /// <summary>The column of that table that names the list's row.</summary>
    public string? Id { get; init; }

    /// <summary>What else has to hold there when a reseller looks.</summary>
    public string? WhenLimited { get; init; }

    /// <summary>
    /// Words of one or two letters are looked for inside of others too. Without it they are the beginning of a word: inside, an index of
    /// three letters can't find them.
    /// </summary>
    public bool LooksInside { get; init; }

    // What has a “/” names a thing of the audit: those of a kind begin alike.
    private static bool IsLongAddress(string word) =>
        word.Length > LongestFound && word.AsSpan().ContainsAny('.', '@') && !word.Contains('/', StringComparison.Ordinal);

    private static string Beginning(string word) =>
        word[..(char.IsHighSurrogate(word[LongestFound - 1]) ? LongestFound + 1 : LongestFound)];

    /// <summary>The whole condition, its patterns as parameters; null: the text can't be here.</summary>
    public string? Condition(string text, bool isLimited, DynamicParameters parameters)
    {
        var words = Words(text.Trim());
        if (words.Length == 0)
            return null;
        var all = words.Select(word => word.Length > 2 || LooksInside
            ? Meets("%", word)
            : $"({Meets("", word)} OR {Meets("% ", word)} OR {Meets("%\n", word)})").ToList();
        if (isLimited && WhenLimited is not null)
            all.Add(WhenLimited);
        return string.Join(" AND ", all);

        // Each three letters are a list of the index, some of nearly all rows (“.example”): an address is found by its beginning.
        string Meets(string before, string word) => IsLongAddress(word)
            ? $"{IsLike(Column, before, Beginning(word))} AND {IsLike(Column + " || ''", before, word)}"
            : IsLike(Column, before, word);

        string IsLike(string column, string before, string word)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"w{parameters.ParameterNames.Count()}");
            parameters.Add(name, before + Like.Escape(word) + "%");
            return $@"{column} LIKE @{name} ESCAPE '\'";
        }
    }
}

/// <summary>What is typed, as columns have it. Pure.</summary>
internal static class ListText
{
    // Whoever types more means a sentence.
    private const int MostWords = 8;

    /// <summary>For columns that are <see cref="Storage.Folded"/>.</summary>
    public static string[] Folded(string text) => Split(text, Storage.Folded.Of);

    /// <summary>For columns that are in lower case.</summary>
    public static string[] Lower(string text) => Split(text, word => word.ToLowerInvariant());

    /// <summary>
    /// As <see cref="Folded"/>, where hosts are looked for too: their other dots, and the one at the end, are no difference.
    /// </summary>
    public static string[] FoldedHosts(string text) => Split(text, word =>
        HostName.PlainDots(word) is var host && host.Length > 1 ? Storage.Folded.Of(host.TrimEnd('.')) : Storage.Folded.Of(host));

    /// <summary>For hosts as they are kept, whatever spelling a whole label is looked for in.</summary>
    public static string[] Hosts(string text) => Split(text, word => HostName.ForFinding(word).ToLowerInvariant());

    /// <summary>For e-mail addresses by a part of one; those are kept with their domain in A-labels.</summary>
    public static string[] Addresses(string text) =>
    [
        EmailAddress.TryParse(text, out var address) ? address.Value
            : text is ['@', .. var domain] ? "@" + HostName.ForFinding(domain).ToLowerInvariant()
            : HostName.ForFinding(text).ToLowerInvariant(),
    ];

    /// <summary>The digits of a phone number, where it is one.</summary>
    public static string[] Digits(string text) => Storage.Folded.Digits(text) is { } digits ? [digits] : [];

    private static string[] Split(string text, Func<string, string> fold) =>
        [.. text.Split((char[]?)null, MostWords, StringSplitOptions.RemoveEmptyEntries).Select(fold).Where(word => word.Length > 0)];
}
