namespace Portal.Saving;

/// <summary>Lists of keys out of a known set: sections, columns, currencies, languages.</summary>
internal static class KeyRules
{
    /// <summary>The keys in the order given. Each one that is unknown, or there twice, is told at its place.</summary>
    /// <param name="keys">As they were sent; may be null, as may each of them.</param>
    /// <param name="field">The list's path.</param>
    /// <param name="what">What a key is called in a sentence: <c>column</c>.</param>
    /// <param name="known">The keys that there are.</param>
    /// <param name="errors">Where to tell.</param>
    /// <param name="stored">What is stored there: a newer release may know keys that this one doesn't (ADR 0016).</param>
    /// <param name="otherwise">What to say where no known key is near; else all of them.</param>
    public static string[] Known(
        string?[]? keys,
        string field,
        string what,
        IReadOnlyCollection<string> known,
        FieldErrors errors,
        IReadOnlyCollection<string>? stored = null,
        string? otherwise = null)
    {
        var clean = new List<string>();
        for (var i = 0; i < (keys?.Length ?? 0); i++)
        {
            var key = keys![i]?.Trim() ?? "";
            if (!known.Contains(key, StringComparer.Ordinal) && stored?.Contains(key, StringComparer.Ordinal) != true)
                errors.Add($"{field}[{i}]", Unknown(key, what, known, otherwise ?? $"The choices are {string.Join(", ", known)}."));
            else if (clean.Contains(key, StringComparer.Ordinal))
                errors.Add($"{field}[{i}]", $"The {what} “{key}” is in the list twice. Remove one.");
            else
                clean.Add(key);
        }

        return [.. clean];
    }

    private static string Unknown(string key, string what, IReadOnlyCollection<string> known, string otherwise)
    {
        if (key.Length == 0)
            return $"This {what} is empty. Remove it.";
        var shown = key.Length <= 40 ? key : string.Concat(key.AsSpan(0, 40), "…");
        var closest = known.Select(k => (Key: k, Distance: Distance(key, k))).MinBy(k => k.Distance);
        return closest.Distance <= Math.Max(1, key.Length / 3)
            ? $"There is no {what} “{shown}”. Did you mean “{closest.Key}”?"
            : $"There is no {what} “{shown}”. {otherwise}";
    }

    // Levenshtein's, not minding the case: keys are short.
    private static int Distance(string written, string key)
    {
        if (written.Length > 64)
            return int.MaxValue;
        var row = Enumerable.Range(0, key.Length + 1).ToArray();
        for (var i = 1; i <= written.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= key.Length; j++)
            {
                var same = char.ToLowerInvariant(written[i - 1]) == char.ToLowerInvariant(key[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
