using Portal.Access;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>The people of one customer, as far as more than a page of them is needed.</summary>
internal sealed class CustomerPeople(IContactDirectory directory)
{
    public IAsyncEnumerable<ContactRow> All(string customer, CancellationToken cancellation) => directory.All(customer, cancellation);

    /// <summary>Whether nobody else could look after the customer's people without this one.</summary>
    public async Task<bool> IsLastOfAll(string customer, string contact, CancellationToken cancellation)
    {
        await foreach (var row in All(customer, cancellation))
        {
            if (row is { Role: ContactRole.All, Status: ContactStatus.Active, IsInvited: false } && row.Id != contact)
                return false;
        }

        return true;
    }
}
