using System.Text.Json;
using Portal.Customers;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Api;

internal static class ContactEndpoints
{
    private const string What = "contact";

    public static void Map(IEndpointRouteBuilder api)
    {
        Map(api, CustomerKind.Customer);
        Map(api, CustomerKind.Carrier);
    }

    private static void Map(IEndpointRouteBuilder api, CustomerKind owner)
    {
        var (path, whose) = ($"{CustomerEndpoints.Path(owner)}/{{id}}/contacts", CustomerEndpoints.What(owner));
        api.MapGet(
            path,
            (string id, ApiCall call, ListRequest list, CustomerContactDesk desk, CancellationToken cancellation) =>
            List(owner, id, call, list, desk, cancellation)).Does(new($"List the people of a {whose}", "customers.read")
            {
                Description = "Ordered by name.",
                Lists = ContactDocument.Line.Shape,
                Plan = ContactList.Plan,
                Refuses = [404, 422],
            });
        api.MapPost(path, (string id, ApiCall call, CustomerDesk customers, CustomerContactDesk desk, CancellationToken cancellation) =>
            Create(owner, path, id, call, customers, desk, cancellation))
                .Does(ApiOperation.Creates("Add a contact", "customers.write", ContactDocument.Contact.Shape) with
                {
                    Description = "Sends an invitation by e-mail, or uses the given password. "
                    + "The response is the same whether or not somebody already signs in with this address: "
                    + "what was sent, with status invited. "
                    + "If somebody does, they get access here as well by accepting, and keep their name and password.",
                    Refuses = [400, 404, 409, 413, 415, 422],
                });
        api.MapGet(
            path + "/{contactId}",
            (string id, string contactId, ApiCall call, CustomerContactDesk desk, CancellationToken cancellation) =>
            Get(owner, id, contactId, call, desk, cancellation))
                .Does(ApiOperation.Reads("Read a contact", "customers.read", ContactDocument.Contact.Shape));
        api.MapPut(
            path + "/{contactId}",
            (string id, string contactId, ApiCall call, CustomerContactDesk desk, CancellationToken cancellation) =>
            Put(owner, id, contactId, call, desk, cancellation))
                .Does(ApiOperation.Replaces("Replace a contact", "customers.write", ContactDocument.Contact.Shape) with
                {
                    Refuses = [400, 404, 412, 413, 415, 422],
                });
        api.MapDelete(
            path + "/{contactId}",
            (string id, string contactId, ApiCall call, CustomerContactDesk desk, CancellationToken cancellation) =>
            Delete(owner, id, contactId, call, desk, cancellation))
                .Does(ApiOperation.Deletes("Remove a contact", "customers.write") with
                {
                    Description = "Removes the person's access here; somebody without access elsewhere is deleted.",
                    Refuses = [404, 412],
                });
        InvitationEndpoints.Map(api, owner, path);
    }

    private static async Task<ApiAnswer> List(
        CustomerKind owner,
        string id,
        ApiCall call,
        ListRequest list,
        CustomerContactDesk desk,
        CancellationToken cancellation) =>
        (await desk.List(call.Caller, owner, id, list.Query, cancellation)).Answer(
            CustomerEndpoints.What(owner), page => list.Problem ?? ListRequest.Answer(page, ContactDocument.Line.Show));

    private static async Task<ApiAnswer> Create(
        CustomerKind owner,
        string path,
        string id,
        ApiCall call,
        CustomerDesk customers,
        CustomerContactDesk desk,
        CancellationToken cancellation)
    {
        if (await customers.FindToChange(call.Caller, owner, id, cancellation) is { IsDone: false } refused)
            return refused.Refused(CustomerEndpoints.What(owner));
        var (body, unreadable) = await call.Read(ContactDocument.Contact.Shape);
        if (unreadable is not null)
            return unreadable;
        var errors = new List<FieldError>();
        var settings = ContactDocument.Contact.FromJson(body, errors);
        var password = new Fields(body, "", errors).Text("password");
        return (await desk.Add(call.Caller, owner, id, settings, password, errors, call.Change(), cancellation)).Answer(
            What, Version, view => ApiAnswer.Created(
                ContactDocument.Write(view),
                $"{ApiPipeline.Prefix}{path.Replace("{id}", id, StringComparison.Ordinal)}/{view.Id}",
                view.PersonVersion));
    }

    private static async Task<ApiAnswer> Get(
        CustomerKind owner,
        string id,
        string contactId,
        ApiCall call,
        CustomerContactDesk desk,
        CancellationToken cancellation) =>
        (await desk.Find(call.Caller, owner, id, contactId, cancellation)).Answer(
            What,
            Version,
            view => call.Conditions.Has(view.PersonVersion)
                ? ApiAnswer.NotModified(view.PersonVersion)
                : ApiAnswer.Ok(ContactDocument.Write(view), view.PersonVersion));

    private static Task<ApiAnswer> Put(
        CustomerKind owner,
        string id,
        string contactId,
        ApiCall call,
        CustomerContactDesk desk,
        CancellationToken cancellation)
    {
        var password = SecretInput.Keep;
        return new Edit<ContactView, ContactSettings>
        {
            What = What,
            Shape = ContactDocument.Contact.Shape,
            Find = () => desk.FindToChange(call.Caller, owner, id, contactId, cancellation),
            Version = Version,
            Write = ContactDocument.Write,
            Read = (document, now, errors) =>
            {
                password = new Fields(document, "", errors).Secret("password");
                return Read(document, now, errors);
            },
            Save = (settings, errors, change) =>
                desk.Save(call.Caller, owner, id, contactId, settings, password, errors, change, cancellation),
        }.Run(call, patch: false);
    }

    // Removed twice, there is nothing left to show.
    private static Task<ApiAnswer> Delete(
        CustomerKind owner, string id, string contactId, ApiCall call, CustomerContactDesk desk, CancellationToken cancellation) =>
        Removal.Run(
            call,
            What,
            () => desk.FindToChange(call.Caller, owner, id, contactId, cancellation),
            Version,
            change => desk.Remove(call.Caller, owner, id, contactId, change, cancellation));

    private static ContactSettings Read(JsonElement document, ContactView now, List<FieldError> errors)
    {
        if (new Fields(document, "", errors).Text("id") is { Length: > 0 } written && written != now.Id)
            errors.Add(new FieldError("id", $"An id can't be changed: this is {now.Id}."));
        return ContactDocument.Contact.FromJson(document, errors);
    }

    private static long Version(ContactView view) => view.PersonVersion;
}
