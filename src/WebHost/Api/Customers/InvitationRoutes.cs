using Portal.Customers;
using Portal.People;

namespace Portal.WebHost.Api;

/// <summary>A contact's invitation while it waits: mailed anew, taken back.</summary>
internal static class InvitationRoutes
{
    private const string What = "contact";

    public static void Map(IEndpointRouteBuilder api, CustomerKind owner, string contacts)
    {
        var path = contacts + "/{contactId}/invitation";
        api.MapPost(path, (string id, string contactId, ApiCall call, CustomerDesk desk, IContactDesk people, CancellationToken cancellation) =>
            Send(owner, id, contactId, call, desk, people, cancellation)).Does(new("Send an invitation again", "customers.write")
            {
                Description = "Its earlier link stops working. 409 once it is accepted.",
                Gives = ContactDocument.Contact.Shape,
                Refuses = [404, 409],
                Versioned = true,
            });
        api.MapDelete(path, (string id, string contactId, ApiCall call, CustomerDesk desk, IContactDesk people, CancellationToken cancellation) =>
            Withdraw(owner, id, contactId, call, desk, people, cancellation)).Does(ApiOperation.Deletes("Withdraw an invitation", "customers.write") with
            {
                Description = "The contact is removed, and its link stops working. 409 once it is accepted.",
                Refuses = [404, 409],
            });
    }

    private static async Task<ApiAnswer> Send(
        CustomerKind owner, string id, string contactId, ApiCall call, CustomerDesk desk, IContactDesk people, CancellationToken cancellation)
    {
        var (customer, problem) = await desk.Owner(owner, id, call, changes: true, cancellation);
        if (customer is null)
            return problem!;
        var result = await people.Invite(id, contactId, call.Change(), cancellation);
        return result.Answer(What, view => view.PersonVersion, view => ApiAnswer.Ok(ContactDocument.Write(view.SeenBy(call.Rights)), view.PersonVersion));
    }

    private static async Task<ApiAnswer> Withdraw(
        CustomerKind owner, string id, string contactId, ApiCall call, CustomerDesk desk, IContactDesk people, CancellationToken cancellation)
    {
        var (customer, problem) = await desk.Owner(owner, id, call, changes: true, cancellation);
        if (customer is null)
            return problem!;
        var result = await people.Withdraw(id, contactId, call.Change(), cancellation);
        return result.IsSaved ? ApiAnswer.NoContent(!result.Announced) : result.Answer(What, view => view.PersonVersion, _ => ApiAnswer.NoContent());
    }
}
