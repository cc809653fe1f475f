using System.Text;
using Portal.Brands;
using Portal.Saving;

namespace Portal.Domains;

/// <summary>Makes the brand of a domain that was added without one.</summary>
internal sealed class BrandMaker(IGrainFactory grains)
{
    private const int LongestStem = 40;

    /// <summary>The id of a new brand named as the domain's brand name (else its host). The same operation makes the same brand.</summary>
    public async Task<string> MakeFor(DomainSettings domain, Change change)
    {
        var name = domain.BrandName ?? domain.Host;
        if (name.Length > BrandRules.LongestName)
            name = name[..BrandRules.LongestName];
        // What it looks like is what its first domain does: the next one of the brand begins with that.
        var look = new LookSettings
        {
            PrimaryColor = domain.Look.PrimaryColor,
            LogoDark = domain.Look.LogoDark,
            Favicon = domain.Look.Favicon,
        };
        var stem = Stem(name);
        for (var attempt = 1; ; attempt++)
        {
            var id = attempt == 1 ? stem : $"{stem}-{attempt}";
            var made = await grains.GetGrain<IBrandGrain>(id).Create(
                new BrandSettings { Id = id, Name = name, Logo = domain.Logo, Look = look },
                change with { OperationId = change.OperationId + "/brand", ExpectedVersion = null });
            switch (made.Outcome)
            {
                case SaveOutcome.Saved:
                    return id;
                case SaveOutcome.Exists when attempt < 100:
                    continue;
                default:
                    throw new InvalidOperationException($"No brand could be made for {domain.Host}: {made.Outcome} at id {id}.");
            }
        }
    }

    private static string Stem(string name)
    {
        var stem = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
                stem.Append(char.ToLowerInvariant(c));
            else if (stem.Length > 0 && stem[^1] != '-'
                && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)
                stem.Append('-');
            if (stem.Length == LongestStem)
                break;
        }

        var text = stem.ToString().Trim('-');
        return text.Length > 0 ? text : "brand";
    }
}
