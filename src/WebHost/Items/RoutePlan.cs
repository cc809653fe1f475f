using Portal.Customers;
using static Portal.WebHost.Items.ItemFieldsOf<Portal.Customers.CustomerRoute>;

namespace Portal.WebHost.Items;

internal sealed class RoutePlan : ItemPlan<CustomerRoute>
{
    public override ItemKind Kind => ItemKind.Route;

    public override string Title => "Routes";

    public override string One => "route";

    public override string Empty => "Where the customer's calls go: a prefix and its rate card.";

    protected override CustomerRoute Absent(string currency) => new() { Name = "" };

    protected override ItemField<CustomerRoute>[] Describe() =>
    [
        Name("name", "Name", r => r.Name, (r, text) => r with { Name = text }),
        Text("prefix", "Prefix", r => r.Prefix, (r, text) => r with { Prefix = text }),
        Text("rateCard", "Rate card", r => r.RateCard, (r, text) => r with { RateCard = text }),
        Text("techPrefix", "Tech prefix", r => r.TechPrefix, (r, text) => r with { TechPrefix = text }),
        Whole("channels", "Channels", r => r.Channels, (r, number) => r with { Channels = number }) with
        {
            Help = "Empty: the customer's.",
        },
        Whole("cps", "CPS", r => r.Cps, (r, number) => r with { Cps = number }) with { Help = "Empty: the customer's." },
        Whole("maxDuration", "Longest call", r => r.MaxDuration, (r, number) => r with { MaxDuration = number }) with
        {
            Help = "In seconds.",
            Description = "In seconds.",
        },
        Choice(
            "sipPing", "SIP ping", r => r.SipPing, (r, ping) => r with { SipPing = ping },
            (SipPing.Off, "Off"), (SipPing.Both, "Both"), (SipPing.Downstream, "Downstream"), (SipPing.Upstream, "Upstream")) with
        {
            Description = "Default: off.",
        },
        Check("enabled", "Enabled", r => r.Enabled, (r, on) => r with { Enabled = on }) with { Description = "Default: true." },
        Area("notes", "Notes", r => r.Notes, (r, text) => r with { Notes = text }) with
        {
            Help = "The customer can see them.",
            Description = "From you, visible to the customer.",
        },
        Area("routeNotes", "Route notes", r => r.RouteNotes, (r, text) => r with { RouteNotes = text }) with
        {
            Help = "The customer's own.",
            Description = "The customer's own.",
        },
    ];

    protected override ItemColumn<CustomerRoute>[] List() =>
    [
        new("name", "Name", r => r.Name),
        new("state", "State", r => r.Enabled ? new("Enabled", Kind: "good") : new ItemCell("Disabled", Kind: "off")),
        new("prefix", "Prefix", r => r.Prefix),
        new("rateCard", "Rate card", r => r.RateCard),
        new("channels", "Channels", r => ItemCell.Of(r.Channels)) { IsNumber = true },
        new("cps", "CPS", r => ItemCell.Of(r.Cps)) { IsNumber = true },
    ];
}
