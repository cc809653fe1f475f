using Portal.Saving;

namespace Portal.Brands;

/// <summary>Footer, links and support address by language.</summary>
internal static class LocalTextRules
{
    /// <returns>By the language's code; what says nothing is left out. Null: nothing.</returns>
    public static Dictionary<string, LocalTexts>? Check(Dictionary<string, LocalTexts>? texts, FieldErrors errors)
    {
        var clean = new SortedDictionary<string, LocalTexts>(StringComparer.Ordinal);
        foreach (var (written, said) in texts ?? [])
        {
            var language = written.Trim().ToLowerInvariant();
            var field = $"texts.{written}";
            if (!LookRules.Languages.Contains(language, StringComparer.Ordinal))
                errors.Add(
                    field,
                    $"The language “{written}” is not available here. Choose one of {string.Join(", ", LookRules.Languages)}.");
            else if (clean.ContainsKey(language))
                errors.Add(field, "This language appears twice.");
            if (said is null)
                continue;
            var one = new LocalTexts
            {
                Footer = TextRules.Lines(said.Footer, field + ".footer", BrandRules.LongestFooter, errors),
                Links = LookRules.Links(said.Links, field + ".links", errors),
                Support = MailboxRules.Address(said.Support, field + ".support", errors),
            };
            if (one is not { Footer: null, Links: null, Support: null })
                clean[language] = one;
        }

        return clean.Count == 0 ? null : new(clean, StringComparer.Ordinal);
    }
}
