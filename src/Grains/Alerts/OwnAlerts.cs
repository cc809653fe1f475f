using Portal.Customers;
using Portal.People;
using Portal.Saving;

namespace Portal.Alerts;

/// <summary>
/// Alerts that contacts make for their own customer, where its domain allows them to. They mail nobody but the customer's own people at
/// addresses that are known to be theirs: whoever holds an account must not be able to have mail sent to strangers.
/// </summary>
internal sealed class OwnAlerts(IGrainFactory grains, IContactDirectory contacts)
{
    public async Task<SaveResult<ItemView>> Add(
        string customer, string contact, CustomerAlert alert, Change change, CancellationToken cancellation)
    {
        var own = Own(alert, contact);
        return await Strangers(customer, own, cancellation) ?? await Grain(customer).AddItem(own, change);
    }

    /// <param name="now">Made by a contact.</param>
    public async Task<SaveResult<ItemView>> Save(ItemView now, CustomerAlert alert, Change change, CancellationToken cancellation) =>
        now.Settings is not CustomerAlert { MadeBy: { } contact }
            ? SaveResult<ItemView>.NotFound()
            : await Strangers(now.Customer, alert, cancellation)
                ?? await Grain(now.Customer).SaveItem(now.Id, Own(alert, contact), change);

    /// <inheritdoc cref="Save"/>
    public async Task<SaveResult<ItemView>> Delete(ItemView now, Change change) => now.Settings is not CustomerAlert { MadeBy: not null }
        ? SaveResult<ItemView>.NotFound()
        : await Grain(now.Customer).DeleteItem(ItemKind.Alert, now.Id, change);

    private static CustomerAlert Own(CustomerAlert alert, string contact) =>
        alert with { MadeBy = contact, Penalty = false, PenaltyMinutes = null };

    private async Task<SaveResult<ItemView>?> Strangers(string customer, CustomerAlert alert, CancellationToken cancellation)
    {
        var left = new HashSet<string>(alert.Addresses, StringComparer.OrdinalIgnoreCase);
        if (left.Count == 0)
            return null;
        await foreach (var row in contacts.All(customer, cancellation))
        {
            if (row is { IsInvited: false, Status: ContactStatus.Active } && left.Contains(row.Email)
                && await grains.GetGrain<IPersonGrain>(row.Person).GetSnapshot(-1) is { EmailVerified: true })
                left.Remove(row.Email);
        }

        return left.Count == 0 ? null : SaveResult<ItemView>.Invalid(new FieldError(
            "email",
            $"{string.Join(", ", left)}: only your own contacts' addresses that they have confirmed can be notified. "
                + "For others, ask us."));
    }

    private ICustomerGrain Grain(string customer) => grains.GetGrain<ICustomerGrain>(customer);
}
