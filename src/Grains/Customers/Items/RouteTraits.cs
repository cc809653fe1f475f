using System.Text.RegularExpressions;
using Portal.Saving;

namespace Portal.Customers;

internal sealed partial class RouteTraits : ItemTraits<CustomerRoute>
{
    private const int LongestPrefix = 32;
    private const int LongestCall = 7 * 24 * 3600;

    public override ItemKind Kind => ItemKind.Route;

    public override string Plural => "routes";

    public override string IdPrefix => "rt_";

    public override bool IsForCarriers => false;

    protected override CustomerRoute Check(CustomerRoute route, CustomerSettings customer, FieldErrors errors) => route with
    {
        Name = ItemRules.Name(route.Name, "name", "Enter the route's name.", errors),
        Prefix = Dialled(route.Prefix, "prefix", errors),
        TechPrefix = Dialled(route.TechPrefix, "techPrefix", errors),
        RateCard = TextRules.Line(route.RateCard, "rateCard", ItemRules.LongestWord, errors),
        Channels = AmountRules.Count(route.Channels, 0, ItemRules.Most, "channels", errors),
        Cps = AmountRules.Count(route.Cps, 0, ItemRules.Most, "cps", errors),
        MaxDuration = AmountRules.Count(route.MaxDuration, 1, LongestCall, "maxDuration", errors),
        Notes = TextRules.Lines(route.Notes, "notes", ItemRules.LongestNotes, errors),
        RouteNotes = TextRules.Lines(route.RouteNotes, "routeNotes", ItemRules.LongestNotes, errors),
    };

    protected override CustomerRoute Move(CustomerRoute route, TimeShift shift) => route;

    protected override CustomerRoute? Copy(CustomerRoute route, CopyTerms terms) => route;

    protected override string?[] Words(CustomerRoute route) =>
        [route.Name, route.Prefix, route.TechPrefix, route.RateCard, route.Notes, route.RouteNotes];

    private static string? Dialled(string? written, string field, FieldErrors errors)
    {
        var prefix = TextRules.Line(written, field, LongestPrefix, errors);
        if (prefix is { Length: <= LongestPrefix } && !Prefix().IsMatch(prefix))
            errors.Add(field, "A prefix can contain only digits, +, * and #.");
        return prefix;
    }

    [GeneratedRegex(@"^[0-9+*#]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}
