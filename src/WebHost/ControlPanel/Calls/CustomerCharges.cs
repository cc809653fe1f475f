using System.Globalization;
using Portal.Calls;
using Portal.Customers;

namespace Portal.WebHost.ControlPanel;

/// <summary>What a customer's calls of the last days were charged, and where they are listed.</summary>
public sealed record CustomerCharges(string Text, string Path)
{
    /// <summary>With today.</summary>
    public const int Days = 30;
}

/// <summary>Sums a customer's charges for its page.</summary>
internal sealed class ChargesOfCustomer(CallDesk desk, TimeProvider clock)
{
    /// <summary>Null: a carrier has none.</summary>
    public async Task<CustomerCharges?> Of(StaffCall call, CustomerSettings customer)
    {
        if (customer.IsCarrier)
            return null;
        var today = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        var first = today.AddDays(1 - CustomerCharges.Days);
        var sums = await desk.Totals(
            call.Caller, new CallQuery(first, today.AddDays(1)) { Customer = customer.Id }, call.Aborted);
        return new(
            CallWords.Charges(sums ?? [], customer.Currency),
            CallUrls.List.With("customer", customer.Id).With("from", Day(first)).With("to", Day(today)).ToString());
    }

    private static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
