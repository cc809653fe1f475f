using Portal.Customers;

namespace Portal.WebHost.ControlPanel;

/// <summary>How a value of a row is typed.</summary>
public enum ItemInput { Text, Email, Amount, Whole, Area, Check, Choice, Time, Day }

/// <summary>One field of a row's form.</summary>
/// <param name="Name">As the API spells it.</param>
public sealed record ItemField(string Name, string Label, ItemInput Input = ItemInput.Text, string? Help = null, bool Required = false)
{
    public IReadOnlyList<(string Value, string Text)> Choices { get; init; } = [];
}

/// <summary>One value of a row in its list.</summary>
/// <param name="Kind">Of a badge; null: plain text.</param>
internal sealed record ItemCell(string? Text, bool Number = false, string? Kind = null, DateTimeOffset? Time = null);

/// <summary>What staff see of one kind of rows: its list and its form.</summary>
/// <param name="Segment">Of its pages' address: <c>payments</c>.</param>
/// <param name="Columns">Heads of the list; the first is what opens the row.</param>
public sealed record ItemPlan(ItemKind Kind, string Segment, string Title, string One, string Empty, string[] Columns, ItemField[] Fields);

/// <summary>The kinds of rows that hang on a customer.</summary>
internal static class ItemKinds
{
    private static readonly (string, string)[] Currencies = [("", "The customer's"), .. Choices.Currencies];

    private static readonly ItemPlan[] All =
    [
        new(
            ItemKind.Payment,
            "payments",
            "Payments",
            "payment",
            "Money that came in. Completed payments count towards the balance. "
                + "If this customer is a template, each new customer gets its own copies.",
            ["Time", "Total", "Status", "Description", "Method"],
            [
                new("total", "Total", ItemInput.Amount, "Less than zero: a refund.", Required: true),
                new("currency", "Currency", ItemInput.Choice) { Choices = Currencies },
                new("status", "Status", ItemInput.Choice, "Only completed payments count.")
                {
                    Choices = [("completed", "Completed"), ("pending", "Pending"), ("cancelled", "Cancelled")],
                },
                new("time", "Time (UTC)", ItemInput.Time, "Empty: now."),
                new("method", "Method", Help: "Bank transfer, voucher, …"),
                new("fee", "Fee", ItemInput.Amount),
                new("description", "Description", Help: "Only staff can see what follows a #."),
            ]),
        new(ItemKind.Route, "routes", "Routes", "route", "Where the customer's calls go: a prefix and its rate card.",
            ["Name", "State", "Prefix", "Rate card", "Channels", "CPS"],
            [
                new("name", "Name", Required: true),
                new("prefix", "Prefix"),
                new("rateCard", "Rate card"),
                new("techPrefix", "Tech prefix"),
                new("channels", "Channels", ItemInput.Whole, "Empty: the customer's."),
                new("cps", "CPS", ItemInput.Whole, "Empty: the customer's."),
                new("maxDuration", "Longest call", ItemInput.Whole, "In seconds."),
                new("sipPing", "SIP ping", ItemInput.Choice) { Choices = [("off", "Off"), ("both", "Both"), ("downstream", "Downstream"), ("upstream", "Upstream")] },
                new("notes", "Notes", ItemInput.Area, "The customer can see them."),
                new("routeNotes", "Route notes", ItemInput.Area, "The customer's own."),
                new("enabled", "Enabled", ItemInput.Check),
            ]),
        new(ItemKind.Package, "packages", "Packages", "package", "Something the customer is charged for, once or regularly.",
            ["Name", "Price", "Frequency", "Quantity", "Start", "End"],
            [
                new("name", "Name", Required: true),
                new("frequency", "Frequency", ItemInput.Choice) { Choices = [("monthly", "Monthly"), ("weekly", "Weekly"), ("daily", "Daily"), ("once", "Once")] },
                new("retail", "Retail price", ItemInput.Amount, "Empty: left open."),
                new("oneTimeCharge", "One-time charge", ItemInput.Amount, "At the start."),
                new("currency", "Currency", ItemInput.Choice) { Choices = Currencies },
                new("quantity", "Quantity", ItemInput.Whole),
                new("start", "Start", ItemInput.Day),
                new("end", "End", ItemInput.Day),
                new("description", "Description", ItemInput.Area),
                new("autoDecrement", "Counts down automatically", ItemInput.Check),
            ]),
        new(ItemKind.Alert, "alerts", "Alerts", "alert", "A reason to be notified: a low balance, a falling ASR.",
            ["Title", "When", "Level", "E-mail", "Penalty"],
            [
                new("title", "Title", Required: true),
                new("area", "Area", ItemInput.Choice) { Choices = [("balance", "Balance"), ("asr", "ASR"), ("acd", "ACD"), ("pdd", "PDD"), ("channels", "Channels")] },
                new("operator", "Condition", ItemInput.Choice)
                {
                    Choices = [("lt", "less than"), ("gt", "greater than"), ("eq", "equal to")],
                },
                new("threshold", "Threshold", ItemInput.Amount, Required: true),
                new("resetThreshold", "Reset threshold", ItemInput.Amount, "It can fire again once the value has crossed this."),
                new("samplePeriod", "Sample period", ItemInput.Whole, "In minutes."),
                new("repeat", "Repeat after", ItemInput.Whole, "In minutes. Empty: once until reset."),
                new("level", "Level", Help: "Notice, warning, critical."),
                new("email", "E-mail", ItemInput.Email, "Who is notified."),
                new("penalty", "Sets the customer's status to penalty", ItemInput.Check),
            ]),
        new(
            ItemKind.Contract,
            "contracts",
            "Contracts",
            "contract",
            "A text to agree to. A required contract past its grace period closes the rest of the portal "
                + "until it is approved.",
            ["Name", "State", "Required", "Grace until", "Approved by"],
            [
                new("name", "Name", Required: true),
                new("graceUntil", "Grace until (UTC)", ItemInput.Time, "A required contract may wait until then. Empty: for ever."),
                new("text", "Text", ItemInput.Area),
                new("required", "Required", ItemInput.Check),
            ]),
    ];

    public static IEnumerable<ItemPlan> Of(CustomerKind kind) => kind == CustomerKind.Carrier ? All.Where(p => p.Kind == ItemKind.Contract) : All;

    /// <summary>Null: this kind of customer has no such rows.</summary>
    public static ItemPlan? Find(CustomerKind kind, string segment) => Of(kind).FirstOrDefault(p => p.Segment == segment);
}
