using System.Runtime.CompilerServices;
using Portal.Access;
using Portal.People;
using Portal.Storage;

namespace Portal.WebHost.Portals;

/// <summary>The people of one customer, as far as more than a page of them is needed.</summary>
internal sealed class CustomerPeople(IContactDirectory directory)
{
    private const int Most = 500;

    public async IAsyncEnumerable<ContactRow> All(string customer, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = await directory.List(customer, new ListQuery(null, Most, cursor), cancellation);
            foreach (var row in page.Items)
                yield return row;
            cursor = page.Next;
        }
        while (cursor is not null);
    }

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
