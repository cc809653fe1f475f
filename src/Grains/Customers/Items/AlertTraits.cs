using Portal.Brands;
using Portal.Saving;

namespace Portal.Customers;

internal sealed class AlertTraits : ItemTraits<CustomerAlert>
{
    private const int MostMinutes = 60 * 24 * 30;

    public override ItemKind Kind => ItemKind.Alert;

    public override string Plural => "alerts";

    public override string IdPrefix => "al_";

    public override bool IsForCarriers => false;

    protected override CustomerAlert Check(CustomerAlert alert, CustomerSettings customer, FieldErrors errors)
    {
        AmountRules.Exact(alert.Threshold, "threshold", errors);
        if (alert.Area != AlertArea.Balance && alert.Threshold < 0)
            errors.Add("threshold", "Only a balance can be less than zero.");
        if (alert.ResetThreshold is { } reset)
            AmountRules.Exact(reset, "resetThreshold", errors);
        return alert with
        {
            Title = ItemRules.Name(alert.Title, "title", "Enter the alert's title.", errors),
            SamplePeriod = AmountRules.Count(alert.SamplePeriod, 1, MostMinutes, "samplePeriod", errors),
            Repeat = AmountRules.Count(alert.Repeat, 1, MostMinutes, "repeat", errors),
            Level = TextRules.Line(alert.Level, "level", ItemRules.LongestWord, errors),
            Email = MailboxRules.Address(alert.Email, "email", errors),
        };
    }

    protected override CustomerAlert Move(CustomerAlert alert, TimeShift shift) => alert;

    protected override CustomerAlert? Copy(CustomerAlert alert, CopyTerms terms)
    {
        if (alert.Area != AlertArea.Balance || terms.IsSameMoney)
            return alert;
        terms.LeftOut.Add("balanceAlerts");
        return null;
    }

    protected override string?[] Words(CustomerAlert alert) => [alert.Title, alert.Email, alert.Level];
}
