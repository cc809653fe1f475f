using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>A row's settings as its form's fields, and back. Pure.</summary>
internal static class ItemFields
{
    public static FormValues Write(ItemSettings settings)
    {
        var values = new FormValues();
        foreach (var (name, text) in Texts(settings))
            values.Set(name, text);
        return values;
    }

    /// <summary>What a new row's form starts with.</summary>
    public static ItemSettings New(ItemKind kind) => kind switch
    {
        ItemKind.Payment => new Payment { Total = 0, Currency = "" },
        ItemKind.Route => new CustomerRoute { Name = "" },
        ItemKind.Package => new CustomerPackage { Name = "" },
        ItemKind.Alert => new CustomerAlert { Title = "" },
        _ => new CustomerContract { Name = "", Required = true },
    };

    /// <param name="currency">The customer's, where none is chosen.</param>
    public static ItemSettings Read(ItemKind kind, FormValues values, string currency, List<FieldError> errors) => kind switch
    {
        ItemKind.Payment => new Payment
        {
            Time = Numbers.Time(values, "time", errors),
            Total = Required(values, "total", errors),
            Currency = values.One("currency") ?? currency,
            Status = Numbers.Choice(values, "status", PaymentStatus.Pending, errors),
            Description = values.One("description"),
            Fee = Numbers.Amount(values, "fee", errors),
            Method = values.One("method"),
        },
        ItemKind.Route => new CustomerRoute
        {
            Name = values.One("name") ?? "",
            Prefix = values.One("prefix"),
            RateCard = values.One("rateCard"),
            TechPrefix = values.One("techPrefix"),
            Channels = Numbers.Whole(values, "channels", errors),
            Cps = Numbers.Whole(values, "cps", errors),
            MaxDuration = Numbers.Whole(values, "maxDuration", errors),
            SipPing = Numbers.Choice(values, "sipPing", SipPing.Off, errors),
            Enabled = values.IsOn("enabled"),
            Notes = Lines(values, "notes"),
            RouteNotes = Lines(values, "routeNotes"),
        },
        ItemKind.Package => Package(values, currency, errors),
        ItemKind.Alert => new CustomerAlert
        {
            Title = values.One("title") ?? "",
            Area = Numbers.Choice(values, "area", AlertArea.Balance, errors),
            Operator = Numbers.Choice(values, "operator", AlertOperator.Lt, errors),
            Threshold = Required(values, "threshold", errors),
            ResetThreshold = Numbers.Amount(values, "resetThreshold", errors),
            SamplePeriod = Numbers.Whole(values, "samplePeriod", errors),
            Repeat = Numbers.Whole(values, "repeat", errors),
            Level = values.One("level"),
            Email = values.One("email"),
            Penalty = values.IsOn("penalty"),
        },
        _ => new CustomerContract
        {
            Name = values.One("name") ?? "",
            Text = Lines(values, "text"),
            Required = values.IsOn("required"),
            GraceUntil = Numbers.Time(values, "graceUntil", errors),
        },
    };

    private static CustomerPackage Package(FormValues values, string currency, List<FieldError> errors)
    {
        var (retail, once) = (Numbers.Amount(values, "retail", errors), Numbers.Amount(values, "oneTimeCharge", errors));
        return new CustomerPackage
        {
            Name = values.One("name") ?? "",
            Retail = retail,
            Currency = values.One("currency") ?? (retail is null && once is null ? null : currency),
            Frequency = Numbers.Choice(values, "frequency", PackageFrequency.Monthly, errors),
            Quantity = Numbers.Whole(values, "quantity", errors) ?? 1,
            Start = Numbers.Day(values, "start", errors),
            End = Numbers.Day(values, "end", errors),
            AutoDecrement = values.IsOn("autoDecrement"),
            Description = Lines(values, "description"),
            OneTimeCharge = once,
        };
    }

    private static IEnumerable<(string Name, string? Text)> Texts(ItemSettings settings) => settings switch
    {
        Payment p =>
        [
            ("time", Numbers.Text(p.Time)), ("total", p.Total == 0 ? null : Numbers.Text((decimal?)p.Total)), ("currency", p.Currency), ("status", SharedFields.Name(p.Status)),
            ("description", p.Description), ("fee", Numbers.Text(p.Fee)), ("method", p.Method),
        ],
        CustomerRoute r =>
        [
            ("name", r.Name), ("prefix", r.Prefix), ("rateCard", r.RateCard), ("techPrefix", r.TechPrefix), ("channels", Numbers.Text(r.Channels)), ("cps", Numbers.Text(r.Cps)),
            ("maxDuration", Numbers.Text(r.MaxDuration)), ("sipPing", SharedFields.Name(r.SipPing)), ("enabled", On(r.Enabled)), ("notes", r.Notes), ("routeNotes", r.RouteNotes),
        ],
        CustomerPackage p =>
        [
            ("name", p.Name), ("retail", Numbers.Text(p.Retail)), ("currency", p.Currency), ("frequency", SharedFields.Name(p.Frequency)), ("quantity", Numbers.Text(p.Quantity)),
            ("start", Numbers.Text(p.Start)), ("end", Numbers.Text(p.End)), ("autoDecrement", On(p.AutoDecrement)), ("description", p.Description), ("oneTimeCharge", Numbers.Text(p.OneTimeCharge)),
        ],
        CustomerAlert a =>
        [
            ("title", a.Title), ("area", SharedFields.Name(a.Area)), ("operator", SharedFields.Name(a.Operator)), ("threshold", Numbers.Text((decimal?)a.Threshold)),
            ("resetThreshold", Numbers.Text(a.ResetThreshold)), ("samplePeriod", Numbers.Text(a.SamplePeriod)), ("repeat", Numbers.Text(a.Repeat)), ("level", a.Level),
            ("email", a.Email), ("penalty", On(a.Penalty)),
        ],
        CustomerContract c => [("name", c.Name), ("text", c.Text), ("required", On(c.Required)), ("graceUntil", Numbers.Text(c.GraceUntil))],
        _ => [],
    };

    private static decimal Required(FormValues values, string name, List<FieldError> errors)
    {
        if (values.One(name) is null)
            errors.Add(new(name, "Enter an amount, such as 5.00."));
        return Numbers.Amount(values, name, errors) ?? 0;
    }

    private static string? Lines(FormValues values, string name) => values.One(name)?.ReplaceLineEndings("\n");

    private static string? On(bool value) => value ? "true" : null;
}
