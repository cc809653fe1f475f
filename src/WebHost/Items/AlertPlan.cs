using Portal.Customers;
using Portal.Saving;
using static Portal.WebHost.Items.ItemFieldsOf<Portal.Customers.CustomerAlert>;

namespace Portal.WebHost.Items;

internal sealed class AlertPlan : ItemPlan<CustomerAlert>
{
    public override ItemKind Kind => ItemKind.Alert;

    public override string Title => "Alerts";

    public override string One => "alert";

    public override string Empty => "A reason to be notified: a low balance, a falling ASR.";

    protected override CustomerAlert Absent(string currency) => new() { Title = "" };

    protected override ItemField<CustomerAlert>[] Describe() =>
    [
        Name("title", "Title", a => a.Title, (a, text) => a with { Title = text }),
        Choice(
            "area", "Area", a => a.Area, (a, area) => a with { Area = area },
            [.. Enum.GetValues<AlertArea>().Select(area => (area, InWords(area)))]) with
        {
            Description = "Default: balance.",
        },
        Choice(
            "operator", "Condition", a => a.Operator, (a, sign) => a with { Operator = sign },
            (AlertOperator.Lt, "less than"), (AlertOperator.Gt, "greater than"), (AlertOperator.Eq, "equal to")) with
        {
            Description = "Default: lt.",
        },
        Number(
            "threshold", "Threshold", a => a.Threshold, (a, value) => a with { Threshold = value ?? 0 },
            missing: "Enter the value at which it fires, such as 10."),
        Number("resetThreshold", "Reset threshold", a => a.ResetThreshold, (a, value) => a with { ResetThreshold = value }) with
        {
            Help = "It can fire again once the value has crossed this.",
            Description = "It can fire again once the value has crossed this one.",
        },
        Whole("samplePeriod", "Sample period", a => a.SamplePeriod, (a, minutes) => a with { SamplePeriod = minutes }) with
        {
            Help = "In minutes.",
            Description = "In minutes.",
        },
        Whole("repeat", "Repeat after", a => a.Repeat, (a, minutes) => a with { Repeat = minutes }) with
        {
            Help = "In minutes. Empty: once until reset.",
            Description = "In minutes; null: once until reset.",
        },
        Text("level", "Level", a => a.Level, (a, text) => a with { Level = text }) with
        {
            Help = "Notice, warning, critical.",
            Description = "In words: notice, warning, critical.",
        },
        Email("email", "E-mail", a => a.Email, (a, text) => a with { Email = text }) with { Help = "Who is notified." },
        Check("penalty", "Sets the customer's status to penalty", a => a.Penalty, (a, on) => a with { Penalty = on }) with
        {
            Description = "Whether firing sets the customer's status to penalty.",
        },
    ];

    protected override ItemColumn<CustomerAlert>[] List() =>
    [
        new("title", "Title", a => a.Title),
        new("when", "When", a => $"{InWords(a.Area)} {Sign(a.Operator)} {DecimalText.Of(a.Threshold)}"),
        new("level", "Level", a => a.Level),
        new("email", "E-mail", a => a.Email),
        new("penalty", "Penalty", a => a.Penalty ? new("Penalty", Kind: "warn") : new ItemCell((string?)null)),
    ];

    private static string InWords(AlertArea area) => UnknownNames.IsUnknown(area) ? UnknownNames.Of(area) : area switch
    {
        AlertArea.Balance => "Balance",
        AlertArea.Asr => "ASR",
        AlertArea.Acd => "ACD",
        AlertArea.Pdd => "PDD",
        AlertArea.Channels => "Channels",
    };

    private static string Sign(AlertOperator sign) => UnknownNames.IsUnknown(sign) ? UnknownNames.Of(sign) : sign switch
    {
        AlertOperator.Lt => "<",
        AlertOperator.Gt => ">",
        AlertOperator.Eq => "=",
    };
}
