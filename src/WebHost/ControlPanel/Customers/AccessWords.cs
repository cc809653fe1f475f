using Portal.Access;
using Portal.Customers;

namespace Portal.WebHost.ControlPanel;

/// <summary>One section of a customer's portal, as staff read it.</summary>
/// <param name="Kind">Of the badge.</param>
/// <param name="Fixed">Nothing can be shown or hidden here.</param>
/// <param name="Later">It has no page yet: what is stored is kept, and nothing of it is offered.</param>
public sealed record AccessLine(string Section, string Kind, string Text, string Reason, bool Fixed, bool Later = false);

/// <summary>
/// What a customer's people see, section by section, and why: decided by <see cref="EffectiveAccess"/>, put into words here.
/// Pure.
/// </summary>
internal static class AccessWords
{
    /// <param name="domain">What the customer's domain shows; null: the customer has none of its own.</param>
    /// <param name="hasPage">Whether a section can be opened at all.</param>
    public static AccessLine[] Of(CustomerSettings customer, IReadOnlyCollection<string>? domain, Func<string, bool> hasPage)
    {
        var facts = AccessFacts.Of(customer, domain ?? []);
        var least = EffectiveAccess.Of(facts);
        var most = domain is null ? EffectiveAccess.Of(facts with { Domain = Sections.All }) : least;
        return [.. least.Zip(most)
            .Where(pair => pair.First.Reason != SectionReason.Carrier)
            .Select(pair => !hasPage(pair.First.Section) ? Later(pair.First.Section)
                : pair.First.Shown == pair.Second.Shown ? Line(pair.First, customer.Domain)
                : Depends(pair.First))];
    }

    private static AccessLine Line(SectionAccess access, string? domain) => new(
        access.Section,
        access.Shown ? "good" : "off",
        access.Shown ? "Shown" : "Not shown",
        access.Reason switch
        {
            SectionReason.Always => "Always there.",
            SectionReason.Hidden => "Hide always wins.",
            SectionReason.Shown => "Show adds it.",
            SectionReason.NonItemised => "The customer sees sums only.",
            SectionReason.Domain or SectionReason.Carrier or SectionReason.Role or SectionReason.Contract =>
                access.Shown ? $"{domain} shows it." : $"{domain ?? "No domain"} doesn't show it.",
        },
        access.Reason == SectionReason.Always);

    private static AccessLine Later(string section) =>
        new(section, "wait", "Coming later", "It has no page yet. What is stored for it is kept.", true, Later: true);

    private static AccessLine Depends(SectionAccess access) =>
        new(access.Section, "wait", "Depends", "It depends on the domain they visit: this customer has none of its own.", false);
}
