using System.Text.Json;
using Portal.Customers;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Api;

internal static class ContactRoutes
{
    private const string What = "contact";

    public static void Map(IEndpointRouteBuilder api)
    {
        Map(api, CustomerKind.Customer);
        Map(api, CustomerKind.Carrier);
    }

    private static void Map(IEndpointRouteBuilder api, CustomerKind owner)
    {
        var (path, whose) = ($"{CustomerRoutes.Path(owner)}/{{id}}/contacts", CustomerRoutes.What(owner));
        api.MapGet(path, (string id, ApiCall call, ListRequest list, CustomerDesk desk, IContactDirectory contacts, CancellationToken cancellation) =>
            List(owner, id, call, list, desk, contacts, cancellation)).Does(new($"List the people of a {whose}", "customers.read")
            {
                Description = "Ordered by name.",
                Lists = ContactDocument.Line.Shape,
                Plan = ContactList.Plan,
                Refuses = [404, 422],
            });
        api.MapPost(path, (string id, ApiCall call, CustomerDesk desk, IContactDesk contacts, CancellationToken cancellation) =>
            Create(owner, path, id, call, desk, contacts, cancellation)).Does(ApiOperation.Creates("Add a contact", "customers.write", ContactDocument.Contact.Shape) with
            {
                Description = "Sends an invitation by e-mail, or uses the given password. "
                    + "The response is the same whether or not somebody already signs in with this address: "
                    + "what was sent, with status invited. "
                    + "If somebody does, they get access here as well by accepting, and keep their name and password.",
                Refuses = [400, 404, 409, 413, 415, 422],
            });
        api.MapGet(path + "/{contactId}", (string id, string contactId, ApiCall call, CustomerDesk desk, IContactDesk contacts, CancellationToken cancellation) =>
            Get(owner, id, contactId, call, desk, contacts, cancellation)).Does(ApiOperation.Reads("Read a contact", "customers.read", ContactDocument.Contact.Shape));
        api.MapPut(path + "/{contactId}", (string id, string contactId, ApiCall call, CustomerDesk desk, IContactDesk contacts, CancellationToken cancellation) =>
            Put(owner, id, contactId, call, desk, contacts, cancellation)).Does(ApiOperation.Replaces("Replace a contact", "customers.write", ContactDocument.Contact.Shape) with
            {
                Refuses = [400, 404, 412, 413, 415, 422],
            });
        api.MapDelete(path + "/{contactId}", (string id, string contactId, ApiCall call, CustomerDesk desk, IContactDesk contacts, CancellationToken cancellation) =>
            Delete(owner, id, contactId, call, desk, contacts, cancellation)).Does(ApiOperation.Deletes("Remove a contact", "customers.write") with
            {
                Description = "Removes the person's access here; somebody without access elsewhere is deleted.",
                Refuses = [404, 412],
            });
        InvitationRoutes.Map(api, owner, path);
    }

    private static async Task<ApiAnswer> List(
        CustomerKind owner, string id, ApiCall call, ListRequest list, CustomerDesk desk, IContactDirectory contacts, CancellationToken cancellation)
    {
        var (_, problem) = await desk.Owner(owner, id, call, changes: false, cancellation);
        return problem ?? list.Problem ?? ListRequest.Answer(await contacts.List(id, list.Query, cancellation), row => ContactDocument.Line.Show(row.SeenBy(call.Rights)));
    }

    private static async Task<ApiAnswer> Create(
        CustomerKind owner, string path, string id, ApiCall call, CustomerDesk desk, IContactDesk contacts, CancellationToken cancellation)
    {
        var (customer, problem) = await desk.Owner(owner, id, call, changes: true, cancellation);
        if (customer is null)
            return problem!;
        var (body, unreadable) = await call.Read(ContactDocument.Contact.Shape);
        if (unreadable is not null)
            return unreadable;
        var errors = new List<FieldError>();
        var settings = ContactDocument.Contact.FromJson(body, errors);
        var password = new Fields(body, "", errors).Text("password");
        RefusePassword(call, password is not null, errors);
        if (errors.Count > 0)
            return Problems.Invalid(errors.Concat(ContactRules.Check(settings).Errors));
        var change = call.Change();
        var result = await contacts.Add(
            id, settings, password, change with { OperationId = $"{call.Key.Id}/{change.OperationId}" }, cancellation);
        return result.Answer(What, Version, view => ApiAnswer.Created(
            ContactDocument.Write(view.SeenBy(call.Rights)), $"{ApiPipeline.Prefix}{path.Replace("{id}", id, StringComparison.Ordinal)}/{view.Id}", view.PersonVersion));
    }

    private static async Task<ApiAnswer> Get(
        CustomerKind owner, string id, string contactId, ApiCall call, CustomerDesk desk, IContactDesk contacts, CancellationToken cancellation)
    {
        var (_, problem) = await desk.Owner(owner, id, call, changes: false, cancellation);
        return problem
            ?? (await contacts.Get(id, contactId, cancellation) is not { } view ? Problems.NotFound(What)
            : call.Conditions.Has(view.PersonVersion) ? ApiAnswer.NotModified(view.PersonVersion)
            : ApiAnswer.Ok(ContactDocument.Write(view.SeenBy(call.Rights)), view.PersonVersion));
    }

    private static async Task<ApiAnswer> Put(
        CustomerKind owner, string id, string contactId, ApiCall call, CustomerDesk desk, IContactDesk contacts, CancellationToken cancellation)
    {
        var (customer, problem) = await desk.Owner(owner, id, call, changes: true, cancellation);
        if (customer is null)
            return problem!;
        var password = SecretInput.Keep;
        return await new Edit<ContactView, ContactSettings>
        {
            What = What,
            Shape = ContactDocument.Contact.Shape,
            Get = () => contacts.Get(id, contactId, cancellation),
            Version = Version,
            Brand = _ => customer.Brand,
            Write = view => ContactDocument.Write(view.SeenBy(call.Rights)),
            Read = (document, now, errors) =>
            {
                password = new Fields(document, "", errors).Secret("password");
                RefusePassword(call, password is { Keeps: false, Value: not null }, errors);
                return Read(document, now, errors);
            },
            Check = (_, settings) => Task.FromResult<IReadOnlyList<FieldError>>(ContactRules.Check(settings).Errors),
            Refuse = (_, _) => null,
            Save = (settings, change) => contacts.Save(id, contactId, settings, password, change, cancellation),
        }.Run(call, patch: false);
    }

    private static async Task<ApiAnswer> Delete(
        CustomerKind owner, string id, string contactId, ApiCall call, CustomerDesk desk, IContactDesk contacts, CancellationToken cancellation)
    {
        var (customer, problem) = await desk.Owner(owner, id, call, changes: true, cancellation);
        if (customer is null)
            return problem!;
        if (await contacts.Get(id, contactId, cancellation) is not { } view)
            return Problems.NotFound(What);
        if (!call.Conditions.Allow(view.PersonVersion))
            return Problems.Changed(view.PersonVersion);
        var result = await contacts.Remove(id, contactId, call.ChangeOf(view.PersonVersion), cancellation);
        // Removed twice, there is nothing left to show.
        return result.IsSaved ? ApiAnswer.NoContent(!result.Announced) : result.Answer(What, Version, _ => ApiAnswer.NoContent());
    }

    // A reseller's people may sign in at others' customers too: whoever set a password would be those people.
    private static void RefusePassword(ApiCall call, bool isSet, List<FieldError> errors)
    {
        if (isSet && call.Rights.IsReseller)
            errors.Add(new FieldError("password", "A reseller's key can't set passwords. Leave it out: a link to set one is e-mailed."));
    }

    private static ContactSettings Read(JsonElement document, ContactView now, List<FieldError> errors)
    {
        if (new Fields(document, "", errors).Text("id") is { Length: > 0 } written && written != now.Id)
            errors.Add(new FieldError("id", $"An id can't be changed: this is {now.Id}."));
        return ContactDocument.Contact.FromJson(document, errors);
    }

    private static long Version(ContactView view) => view.PersonVersion;
}
