using Portal.Mail;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>The customer's people: everybody who sees the section reads the list; whoever has the role <em>all</em> changes it.</summary>
internal sealed class ContactsSection(
    PortalAnswer answer, IContactDirectory directory, IContactDesk desk, IThrottle throttle, IMailReach mail) : IPortalSection
{
    // A customer's own people are few: whoever mails more is up to something else.
    private const int MostMails = 40;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private static readonly Column<ContactRow>[] Columns =
    [
        new("name", Name, (_, row) => CsvCell.Of(row.Name)),
        new("email", (_, row) => new(row.Email), (_, row) => CsvCell.Of(row.Email)),
        new("role", (call, row) => new(Texts(call).Word("Role.", row.Role)), (_, row) => CsvCell.Of(row.Role)),
        new("department", (_, row) => new(row.Department), (_, row) => CsvCell.Of(row.Department)),
        new(
            "status",
            Status,
            (_, row) => row is { Status: ContactStatus.Active, IsInvited: true } ? CsvCell.Of("invited") : CsvCell.Of(row.Status)),
    ];

    private readonly CustomerContacts people = new(directory);

    public string Key => "contacts";

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        var (reads, posts) = (SectionForm.IsRead(call), SectionForm.IsPost(call));
        if (rest is "" or ".csv")
        {
            if (reads)
                await (rest.Length == 0 ? List(call) : Export(call));
            return reads;
        }

        // Nothing below the list is for those who may not change it.
        if (!call.MayChange(Key) || rest[0] != '/')
            return false;
        if (rest == "/new")
            return reads ? await Invite(call, NewForm()) : posts && await Invited(call);
        var (id, step) = rest[1..].Split('/') is [var one, var two] ? (one, two) : (rest[1..], "");
        if (id.Length is 0 or > 64 || await desk.Get(call.Place.Customer, id, call.Aborted) is not { } contact
            || contact.Customer != call.Place.Customer)
            return false;
        return (step, reads, posts) switch
        {
            ("", true, _) => await Show(call, contact, ContactFields.Write(contact.Settings)),
            ("", _, true) => await Save(call, contact),
            ("mail", _, true) => await Mail(call, contact),
            ("withdraw", _, true) => await Withdraw(call, contact),
            // The answer to its form, gone back to or read again.
            ("mail" or "withdraw", true, _) when call.Stale is null => await SectionForm.BackTo(call, "/contacts/" + contact.Id),
            _ => false,
        };
    }

    private Task Export(PortalCall call) => CsvAnswer.Send(
        call, Texts(call), Key, CsvRange.Now, Columns, directory.All(call.Place.Customer, call.Aborted));

    private async Task List(PortalCall call)
    {
        var texts = Texts(call);
        var page = await ListModel.Read(call, query => directory.List(call.Place.Customer, query, call.Aborted));
        await answer.Page<ContactsPage>(Model(call, texts["Menu"]) with
        {
            List = ListModel.Of(call, texts, Key, Columns, page.Items, page),
            Done = await Done(call),
        });
    }

    private async Task<bool> Invited(PortalCall call)
    {
        var posted = await SectionForm.Read(call);
        var (texts, form) = (Texts(call), FormState.From(posted));
        var (name, email, role) = (posted.Text("name", 200), posted.Text("email", 254), ContactFields.Role(posted));
        if (name is null)
            form.Wrong("name", texts["Error.name"]);
        if (email is null)
            form.Wrong("email", texts["Error.email"]);
        if (role is null)
            form.Wrong("role", texts["Error.role"]);
        if (!form.HasErrors && !await MayMail(call))
            form.Wrong("", texts["Error.Mails"]);
        if (form.HasErrors)
            return await Invite(call, form);
        // Whoever invites writes in a language that the invited one most likely reads too.
        var settings =
            new ContactSettings
            {
                Name = name!,
                Email = email!,
                Role = role!.Value,
                Department = posted.Text("department", 200),
                Language = call.Texts.Language,
            };
        var result = await desk.Add(call.Place.Customer, settings, null, call.Change(posted), call.Aborted);
        if (!result.IsSaved)
            return await Invite(call, form.Refused(result.Errors, texts));
        await PortalAnswer.SeeOther(call, "/contacts?done=invited");
        return true;
    }

    private async Task<bool> Save(PortalCall call, ContactView contact)
    {
        var posted = await SectionForm.Read(call);
        var (texts, form) = (Texts(call), FormState.From(posted));
        var settings = contact.Settings with
        {
            Role = ContactFields.Role(posted) ?? contact.Settings.Role,
            Department = posted.Text("department", 200),
            AllowedIps = ContactFields.AllowedIps(posted),
            Status = Saving.UnknownNames.IsUnknown(contact.Settings.Status) ? contact.Settings.Status
                : posted["status"] == "disabled" ? ContactStatus.Disabled
                : ContactStatus.Active,
        };
        await Check(call, contact, settings, form, texts);
        if (form.HasErrors)
            return await Show(call, contact, form);
        var result = await desk.Save(call.Place.Customer, contact.Id, settings, Saving.SecretInput.Keep, call.Change(posted), call.Aborted);
        if (result.Outcome == Saving.SaveOutcome.NotFound)
            return false;
        if (!result.IsSaved)
            return await Show(call, contact, form.Refused(result.Errors, texts));
        await PortalAnswer.SeeOther(call, "/contacts?done=saved");
        return true;
    }

    // Nobody locks the customer or oneself out by a slip.
    private async Task Check(PortalCall call, ContactView contact, ContactSettings next, FormState form, TextSet texts)
    {
        var isMe = contact.Id == call.Place.Contact;
        var leaves = next is not { Role: Access.ContactRole.All, Status: ContactStatus.Active };
        if (leaves && contact is { IsInvited: false, Settings: { Role: Access.ContactRole.All, Status: ContactStatus.Active } }
            && await people.IsLastOfAll(call.Place.Customer, contact.Id, call.Aborted))
            form.Wrong(next.Status == ContactStatus.Disabled ? "status" : "role", texts["Error.LastOfAll"]);
        else if (isMe && next.Status == ContactStatus.Disabled)
            form.Wrong("status", texts["Error.Myself"]);
        if (isMe && !call.IsStaff && !ContactFields.LetsIn(next.AllowedIps, call.Context.Connection.RemoteIpAddress))
            form.Wrong("allowedIps", texts.Format("Error.MyAddress", call.Context.Connection.RemoteIpAddress));
    }

    private async Task<bool> Mail(PortalCall call, ContactView contact)
    {
        var posted = await SectionForm.Read(call);
        if (!await MayMail(call))
            return await Show(call, contact, ContactFields.Write(contact.Settings).Wrong("", Texts(call)["Error.Mails"]));
        if (!await desk.SendPasswordLink(call.Place.Customer, contact.Id, call.Change(posted), call.Aborted))
            return false;
        await PortalAnswer.SeeOther(call, "/contacts?done=" + (contact.IsInvited ? "invited" : "mailed"));
        return true;
    }

    private async Task<bool> Withdraw(PortalCall call, ContactView contact)
    {
        var result = await desk.Withdraw(call.Place.Customer, contact.Id, call.Change(await SectionForm.Read(call)), call.Aborted);
        if (result.Outcome == Saving.SaveOutcome.NotFound)
            return false;
        if (!result.IsSaved)
            return await Show(call, contact, ContactFields.Write(contact.Settings).Wrong("", Texts(call)["Error.Accepted"]));
        await PortalAnswer.SeeOther(call, "/contacts?done=withdrawn");
        return true;
    }

    private Task<bool> MayMail(PortalCall call) => throttle.Take("contacts/" + call.Place.Customer, MostMails, Window);

    private static FormState NewForm()
    {
        var form = new FormState();
        form["role"] = "readOnly";
        return form;
    }

    private async Task<bool> Invite(PortalCall call, FormState form)
    {
        await answer.Page<InvitePage>(
            Model(
                call,
                Texts(call)["Invite.Title"]) with
            {
                Kind = "new",
                Form = form,
                Data = await mail.Leaves(call.Site.Look.Host, call.Aborted),
                Status = StatusOf(form)
            });
        return true;
    }

    private async Task<bool> Show(PortalCall call, ContactView contact, FormState form)
    {
        await answer.Page<ContactPage>(
            Model(call, contact.Settings.Name) with { Kind = "contact", Form = form, Data = contact, Status = StatusOf(form) });
        return true;
    }

    private static int StatusOf(FormState form) => form.HasErrors ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;

    private ShellModel Model(PortalCall call, string title) => new() { Call = call, Section = Key, Title = title, Texts = Texts(call) };

    private async Task<string?> Done(PortalCall call)
    {
        if (call.Context.Request.Query["done"].ToString() is not { Length: > 0 } done)
            return null;
        // A mail that can't leave is not said to be on its way.
        var stuck = done is "invited" or "mailed" && !await mail.Leaves(call.Site.Look.Host, call.Aborted);
        return Texts(call).Find("Done." + (stuck ? "later" : done));
    }

    private static TextSet Texts(PortalCall call) => TextSet.Of<ContactsSection>(call.Texts.Language);

    private static Cell Name(PortalCall call, ContactRow row)
    {
        var name = row.Id == call.Place.Contact ? Texts(call).Format("You", row.Name) : row.Name;
        return call.MayChange("contacts") ? Cell.Link(name, "/contacts/" + row.Id) : new(name);
    }

    private static Cell Status(PortalCall call, ContactRow row) => row switch
    {
        { Status: ContactStatus.Disabled } => Cell.State(Texts(call)["Status.Disabled"], "off"),
        { IsInvited: true } => Cell.State(Texts(call)["Status.Invited"], "wait"),
        _ => Cell.State(Texts(call)["Status.Active"], "good"),
    };
}
