using System.Collections.Frozen;
using static Portal.Access.SectionTraits;

namespace Portal.Access;

/// <summary>The sections of a portal: a row each. One that has no folder in the portal yet is told of as coming later.</summary>
public static class Sections
{
    /// <summary>In the order of the menu.</summary>
    public static readonly IReadOnlyList<Section> Rows =
    [
        new("dashboard", Always | Carriers),
        new("cdr", Technical | Itemised),
        new("latest-calls", Technical | Itemised),
        new("dialogs", Technical | Itemised),
        new("registrations", Technical),
        new("breakout", Technical),
        new("payments", Billing),
        new("invoices", Billing),
        new("routes", Technical),
        new("packages", Billing),
        new("contracts", Billing | Carriers | Open),
        new("alerts", Technical),
        new("dids", Technical),
        new("documents", Billing | Carriers),
        new("authentication", Technical),
        new("contacts", Carriers, SectionChanges.Managers),
        new("profile", Always | Carriers, SectionChanges.Everybody),
    ];

    /// <summary>Their keys, in the order of the menu.</summary>
    public static readonly string[] All = [.. Rows.Select(row => row.Key)];

    private static readonly FrozenDictionary<string, Section> ByKey = Rows.ToFrozenDictionary(row => row.Key, StringComparer.Ordinal);

    /// <summary>Null: there is no such section.</summary>
    public static Section? Find(string key) => ByKey.GetValueOrDefault(key);
}
