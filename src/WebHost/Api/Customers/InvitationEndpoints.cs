using Portal.Customers;
using Portal.People;

namespace Portal.WebHost.Api;

/// <summary>A contact's invitation while it waits: mailed anew, taken back.</summary>
internal static class InvitationEndpoints
{
    private const string What = "contact";

    public static void Map(IEndpointRouteBuilder api, CustomerKind owner, string contacts)
    {
        var path = contacts + "/{contactId}/invitation";
        api.MapPost(
            path,
            (string id, string contactId, ApiCall call, CustomerContactDesk desk, CancellationToken cancellation) =>
            Send(owner, id, contactId, call, desk, cancellation)).Does(new("Send an invitation again", "customers.write")
            {
                Description = "Its earlier link stops working. 409 once it is accepted.",
                Gives = ContactDocument.Contact.Shape,
                Refuses = [404, 409],
                Versioned = true,
            });
        api.MapDelete(
            path,
            (string id, string contactId, ApiCall call, CustomerContactDesk desk, CancellationToken cancellation) =>
            Withdraw(owner, id, contactId, call, desk, cancellation))
                .Does(ApiOperation.Deletes("Withdraw an invitation", "customers.write") with
                {
                    Description = "The contact is removed, and its link stops working. 409 once it is accepted.",
                    Refuses = [404, 409],
                });
    }

    private static async Task<ApiAnswer> Send(
        CustomerKind owner, string id, string contactId, ApiCall call, CustomerContactDesk desk, CancellationToken cancellation) =>
        (await desk.Invite(call.Caller, owner, id, contactId, call.Change(), cancellation)).Answer(
            What, Version, view => ApiAnswer.Ok(ContactDocument.Write(view), view.PersonVersion));

    private static async Task<ApiAnswer> Withdraw(
        CustomerKind owner, string id, string contactId, ApiCall call, CustomerContactDesk desk, CancellationToken cancellation) =>
        (await desk.Withdraw(call.Caller, owner, id, contactId, call.Change(), cancellation)).Answer(
            What, Version, _ => ApiAnswer.NoContent());

    private static long Version(ContactView view) => view.PersonVersion;
}
