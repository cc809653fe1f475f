using Portal.Domains;
using Portal.Staff;

namespace Portal.Files;

/// <summary>Who shows a file: <c>brand/…</c> and <c>domain/…</c>.</summary>
internal static class FileUses
{
    /// <summary>Those uses that staff or a key may know of: a reseller isn't told of other brands.</summary>
    public static async Task<IReadOnlyList<string>> Seen(IReadOnlyList<string> uses, StaffRights rights, IGrainFactory grains)
    {
        if (!rights.IsReseller)
            return uses;
        var seen = new List<string>();
        foreach (var use in uses)
        {
            var brand = use.StartsWith("brand/", StringComparison.Ordinal)
                ? use["brand/".Length..]
                : (await grains.GetGrain<IDomainGrain>(use["domain/".Length..]).Get())?.Settings.Brand;
            if (rights.CanSee(brand))
                seen.Add(use);
        }

        return seen;
    }
}
