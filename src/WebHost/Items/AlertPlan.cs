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

    internal override ItemSettings New() => Absent("") with { Level = "warning" };

    protected override ItemField<CustomerAlert>[] Describe() =>
    [
        Name("title", "Title", a => a.Title, (a, text) => a with { Title = text }),
        Choice(
            "area", "What it watches", a => a.Area, (a, area) => a with { Area = area },
            [.. Enum.GetValues<AlertArea>().Select(area => (area, Told(area)))]) with
        {
            Description = "Default: balance.",
        },
        Choice(
            "operator", "It goes off when that is", a => a.Operator, (a, sign) => a with { Operator = sign },
            (AlertOperator.Lt, "less than"), (AlertOperator.Gt, "greater than"), (AlertOperator.Eq, "equal to")) with
        {
            Description = "Default: lt.",
        },
        Number(
            "threshold", "Threshold", a => a.Threshold, (a, value) => a with { Threshold = value ?? 0 },
            missing: "Enter the value at which it goes off, such as 10.") with
        {
            Help = "In the unit of what it watches.",
        },
        Number("resetThreshold", "Reset threshold", a => a.ResetThreshold, (a, value) => a with { ResetThreshold = value }) with
        {
            Help = "It is over once the value is back at this. Empty: at the threshold.",
            Description = "It can fire again once the value has crossed this one.",
        },
        Whole("samplePeriod", "Sample period", a => a.SamplePeriod, (a, minutes) => a with { SamplePeriod = minutes }) with
        {
            Help = "In minutes, at most 1,440. Empty: an hour, a day for failures in a row. Balance, channels and CPS are as of now.",
            Description = "In minutes, at most 1,440; null: an hour, a day for consecutiveFailures. Balance, channels and CPS are as of now.",
        },
        Whole("minimumCalls", "Minimum calls", a => a.MinimumCalls, (a, calls) => a with { MinimumCalls = calls }) with
        {
            Help = "For ASR, ACD and PDD: with fewer calls in that time it neither goes off nor ends. Empty: 20. "
                + "ACD counts connected calls, PDD those whose delay is known.",
            Description = "For asr, acd and pdd: of fewer calls in that time the alert neither fires nor ends; null: 20. "
                + "acd counts connected calls, pdd those whose delay is known.",
        },
        Whole("repeat", "Remind again after", a => a.Repeat, (a, minutes) => a with { Repeat = minutes }) with
        {
            Help = "In minutes, as long as it lasts. Empty: told once until it is over.",
            Description = "In minutes; null: once until reset.",
        },
        Text("level", "Level", a => a.Level, (a, text) => a with { Level = text }) with
        {
            Input = ItemInput.Choice,
            Choices = [("", "None"), .. AlertTraits.Levels.Select(level => (level, char.ToUpperInvariant(level[0]) + level[1..]))],
            Help = "With critical, and when it repeats, the end is told too.",
            Description = "In words: notice, warning, critical.",
        },
        Text("email", "Notify by e-mail", a => a.Email, (a, text) => a with { Email = text }) with
        {
            Help = "Addresses with commas between them, at most 10.",
            Description = "Who is notified: addresses with commas between them, at most 10.",
        },
        Check("penalty", "Put the customer into the status penalty when it goes off", a => a.Penalty, (a, on) => a with { Penalty = on }) with
        {
            Description = "Whether firing sets the customer's status to penalty.",
        },
        Whole("penaltyMinutes", "The penalty lasts", a => a.PenaltyMinutes, (a, minutes) => a with { PenaltyMinutes = minutes }) with
        {
            Help = "In minutes. Empty: until the alert is over.",
            Description = "In minutes; null: until the alert is over. A status that somebody sets meanwhile stays.",
        },
        Check("anomaly", "Compare with what is usual", a => a.Anomaly, (a, on) => a with { Anomaly = on }) with
        {
            Help = "The threshold is then percent away from its own value at this weekday and hour in the last 4 weeks. "
                + "For ASR, ACD, PDD and CPS; “equal to” means in either direction.",
            Description = "Compares by how many percent the value is away from its own at this weekday and hour in the last four weeks.",
        },
    ];

    protected override Field<CustomerAlert, ItemView>[] Recorded() =>
    [
        FieldsOf<CustomerAlert, ItemView>.Shown(
            "madeBy",
            Spellings.Optional with { Description = "The contact that made it in the portal; null: staff or a program." },
            item => ((CustomerAlert)item.Settings).MadeBy),
    ];

    protected override ItemColumn<CustomerAlert>[] List() =>
    [
        new("title", "Title", a => a.Title),
        new("when", "When", When),
        new("level", "Level", a => a.Level),
        new("email", "E-mail", a => a.Email),
        new("penalty", "Penalty", a => a.Penalty ? new("Penalty", Kind: "warn") : new ItemCell((string?)null)),
    ];

    /// <summary>What it waits for, in words.</summary>
    public static string When(CustomerAlert alert) => alert.Anomaly
        ? $"{InWords(alert.Area)} {DecimalText.Of(alert.Threshold)}% {Away(alert.Operator)} the usual"
        : $"{InWords(alert.Area)} {Sign(alert.Operator)} {DecimalText.Of(alert.Threshold)}";

    public static string InWords(AlertArea area) => UnknownNames.IsUnknown(area) ? UnknownNames.Of(area) : area switch
    {
        AlertArea.Balance => "Balance",
        AlertArea.Asr => "ASR",
        AlertArea.Acd => "ACD",
        AlertArea.Pdd => "PDD",
        AlertArea.Channels => "Channels",
        AlertArea.Cps => "CPS",
        AlertArea.ConsecutiveFailures => "Consecutive failures",
    };

    /// <summary>To choose from: what it is, and in which unit.</summary>
    private static string Told(AlertArea area) => area switch
    {
        AlertArea.Balance => "Balance",
        AlertArea.Asr => "ASR: answered calls, %",
        AlertArea.Acd => "ACD: length of calls, s",
        AlertArea.Pdd => "PDD: post-dial delay, ms",
        AlertArea.Channels => "Channels: calls in progress",
        AlertArea.Cps => "CPS: calls begun a second",
        AlertArea.ConsecutiveFailures => "Failed calls in a row",
    };

    private static string Away(AlertOperator sign) => UnknownNames.IsUnknown(sign) ? UnknownNames.Of(sign) : sign switch
    {
        AlertOperator.Lt => "below",
        AlertOperator.Gt => "above",
        AlertOperator.Eq => "away from",
    };

    private static string Sign(AlertOperator sign) => UnknownNames.IsUnknown(sign) ? UnknownNames.Of(sign) : sign switch
    {
        AlertOperator.Lt => "<",
        AlertOperator.Gt => ">",
        AlertOperator.Eq => "=",
    };
}
