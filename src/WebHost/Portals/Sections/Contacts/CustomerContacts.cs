using Portal.Access;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>What is asked about the people of one customer as a whole.</summary>
internal sealed class CustomerContacts(IContactDirectory directory)
{
    /// <summary>Whether nobody else could look after the customer's people without this one.</summary>
    public async Task<bool> IsLastOfAll(string customer, string contact, CancellationToken cancellation)
    {
        await foreach (var row in directory.All(customer, cancellation))
        {
            if (row is { Role: ContactRole.All, Status: ContactStatus.Active, IsInvited: false } && row.Id != contact)
                return false;
        }

        return true;
    }
}
