using Portal.Brands;
using Portal.Saving;

namespace Portal.Customers;

internal sealed class AlertTraits : ItemTraits<CustomerAlert>
{
    /// <summary>The status of a row that a contact made, for counting.</summary>
    public const string Own = "own";

    public const int LongestPeriod = 24 * 60;
    public const int MostFailures = 1000;
    private const int MostMinutes = 60 * 24 * 30;
    private const int MostCalls = 100_000;
    private const int MostAddresses = 10;
    private const int MostPercent = 1000;

    /// <summary>What can be unusual: what sums of calls by time tell.</summary>
    public static readonly AlertArea[] Comparable = [AlertArea.Asr, AlertArea.Acd, AlertArea.Pdd, AlertArea.Cps];

    /// <summary>What is offered, though programs may write words of their own. The last one's end is told too.</summary>
    public static readonly string[] Levels = ["notice", "warning", "critical"];

    public override ItemKind Kind => ItemKind.Alert;

    public override string Plural => "alerts";

    public override string IdPrefix => "al_";

    public override bool IsForCarriers => false;

    protected override CustomerAlert Check(CustomerAlert alert, CustomerSettings customer, FieldErrors errors)
    {
        AmountRules.Exact(alert.Threshold, "threshold", errors);
        CheckThreshold(alert, errors);
        CheckReset(alert, errors);
        if (alert.Anomaly && !Comparable.Contains(alert.Area))
            errors.Add("anomaly", "Only ASR, ACD, PDD and CPS are compared with what is usual.");
        if (alert is { PenaltyMinutes: not null, Penalty: false })
            errors.Add("penaltyMinutes", "Only an alert that sets the status to penalty has this.");
        return alert with
        {
            Title = ItemRules.Name(alert.Title, "title", "Enter the alert's title.", errors),
            SamplePeriod = AmountRules.Count(alert.SamplePeriod, 1, LongestPeriod, "samplePeriod", errors),
            MinimumCalls = AmountRules.Count(alert.MinimumCalls, 1, MostCalls, "minimumCalls", errors),
            Repeat = AmountRules.Count(alert.Repeat, 1, MostMinutes, "repeat", errors),
            Level = TextRules.Line(alert.Level, "level", ItemRules.LongestWord, errors),
            Email = Addresses(alert, errors),
            PenaltyMinutes = AmountRules.Count(alert.PenaltyMinutes, 1, MostMinutes, "penaltyMinutes", errors),
        };
    }

    // Who made it is said once.
    protected override CustomerAlert Keep(CustomerAlert next, CustomerAlert now) => next with { MadeBy = now.MadeBy };

    protected override CustomerAlert Move(CustomerAlert alert, TimeShift shift) => alert;

    protected override CustomerAlert? Copy(CustomerAlert alert, CopyTerms terms)
    {
        if (alert.Area != AlertArea.Balance || terms.IsSameMoney)
            return alert with { MadeBy = null };
        terms.LeftOut.Add("balanceAlerts");
        return null;
    }

    protected override string?[] Words(CustomerAlert alert) => [alert.Title, alert.Email, alert.Level];

    protected override ItemColumns Columns(CustomerAlert alert) => new(null, null, alert.MadeBy is null ? null : Own);

    private static void CheckThreshold(CustomerAlert alert, FieldErrors errors)
    {
        if (alert.Anomaly)
        {
            if (alert.Threshold is <= 0 or > MostPercent)
                errors.Add("threshold", $"Enter by how many percent it has to be away from the usual: above 0, at most {MostPercent}.");
            return;
        }

        if (alert.Area != AlertArea.Balance && alert.Threshold < 0)
            errors.Add("threshold", "Only a balance can be less than zero.");
        if (alert is { Area: AlertArea.Asr, Threshold: > 100 })
            errors.Add("threshold", "ASR is a percentage: enter 0 to 100.");
        if (alert is { Area: AlertArea.ConsecutiveFailures, Threshold: > MostFailures })
            errors.Add("threshold", $"At most {MostFailures} calls are looked at.");
    }

    // Beyond the threshold it would be over while it fires.
    private static void CheckReset(CustomerAlert alert, FieldErrors errors)
    {
        if (alert.ResetThreshold is not { } reset)
            return;
        AmountRules.Exact(reset, "resetThreshold", errors);
        if (alert.Anomaly)
        {
            if (reset < 0 || reset > alert.Threshold)
                errors.Add("resetThreshold", "It is over once it is nearer to the usual: enter at most the threshold.");
        }
        else if (alert.Operator == AlertOperator.Lt && reset < alert.Threshold)
        {
            errors.Add("resetThreshold", "The alert goes off below the threshold, so it can end only at the threshold or above it.");
        }
        else if (alert.Operator == AlertOperator.Gt && reset > alert.Threshold)
        {
            errors.Add("resetThreshold", "The alert goes off above the threshold, so it can end only at the threshold or below it.");
        }
    }

    private static string? Addresses(CustomerAlert alert, FieldErrors errors)
    {
        var addresses = alert.Addresses;
        if (addresses.Count > MostAddresses)
            errors.Add("email", $"Enter at most {MostAddresses} addresses.");
        var before = errors.All.Count;
        foreach (var address in addresses)
        {
            if (errors.All.Count == before)
                MailboxRules.Address(address, "email", errors);
        }

        return addresses.Count == 0 ? null : string.Join(", ", addresses);
    }
}
