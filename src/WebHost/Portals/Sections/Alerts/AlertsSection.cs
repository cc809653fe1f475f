using Portal.Alerts;
using Portal.Customers;
using Portal.Domains;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>What the customer is told of: how it stands now, what became of it, and alerts of its contacts' own.</summary>
internal sealed class AlertsSection(PortalAnswer answer, ItemLists lists, IAlertBoard board, OwnAlerts own, IThrottle throttle)
    : IItemSection
{
    // Each looks at calls of up to a day.
    private const int MostTests = 60;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly TimeSpan Muted = TimeSpan.FromDays(1);

    public string Key => "alerts";

    public ItemKind Kind => ItemKind.Alert;

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        var (reads, posts) = (SectionForm.IsRead(call), SectionForm.IsPost(call));
        if (rest is "" or ".csv")
        {
            if (reads)
                await (rest.Length == 0 ? List(call) : lists.Csv(call, Texts(call), Key, Kind, Columns([])));
            return reads;
        }

        if (rest == "/new")
            return MakesOwn(call) && (reads ? await Edit(call, null, AlertForm.Write(New)) : posts && await Save(call, null));
        if (rest[0] != '/')
            return false;
        var (id, step) = rest[1..].Split('/') is [var one, var two] ? (one, two) : (rest[1..], "");
        if (await lists.Find<CustomerAlert>(call, Kind, id) is not { } row)
            return false;
        return (step, reads, posts) switch
        {
            ("", true, _) => await Show(call, row, null),
            ("edit", true, _) => IsOwn(call, row) && await Edit(call, row, AlertForm.Write(row.Item)),
            ("edit", _, true) => IsOwn(call, row) && await Save(call, row),
            ("test", _, true) => await Test(call, row),
            ("mute", _, true) => call.MayChange(Key) && await Mute(call, row),
            ("delete", _, true) => IsOwn(call, row) && await Delete(call, row),
            // The answer to its form, gone back to or read again.
            ("test" or "mute" or "delete", true, _) when call.Stale is null => await SectionForm.BackTo(call, "/alerts/" + row.Id),
            _ => false,
        };
    }

    /// <summary>Whether this contact makes alerts: where the domain lets contacts, of a role that changes things here.</summary>
    public static bool MakesOwn(PortalCall call) =>
        call.MayChange("alerts") && call.Site.Site.Settings?.Flags.Contains(DomainFlag.OwnAlerts) == true;

    private static CustomerAlert New => new() { Title = "", Level = "warning" };

    // What staff made, staff change.
    private static bool IsOwn(PortalCall call, ItemRow<CustomerAlert> row) => MakesOwn(call) && row.Item.MadeBy is not null;

    private async Task List(PortalCall call)
    {
        var views = await board.Of(call.Place.Customer, call.Aborted);
        await answer.Page<AlertsPage>(Model(call, Texts(call)["Menu"]) with
        {
            List = await lists.Page(call, Texts(call), Key, Kind, Columns(views)),
            Data = MakesOwn(call),
            Done = Done(call),
        });
    }

    /// <param name="seen">What it sees, where that is known.</param>
    private async Task<bool> Show(
        PortalCall call, ItemRow<CustomerAlert> row, string? done, int status = StatusCodes.Status200OK, AlertView? seen = null)
    {
        if ((seen ?? await board.Find(call.Place.Customer, row.Id, call.Aborted)) is not { } view)
            return false;
        var history = await board.History(call.Place.Customer, row.Id, call.Aborted);
        await answer.Page<AlertPage>(Model(call, row.Item.Title) with
        {
            Kind = "alert",
            Data = new AlertPageData(row, view, history, IsOwn(call, row), call.MayChange(Key)),
            Done = done ?? Done(call),
            Status = status,
        });
        return true;
    }

    // Looking changes nothing: its answer is the page itself, with what it saw.
    private async Task<bool> Test(PortalCall call, ItemRow<CustomerAlert> row)
    {
        await SectionForm.Read(call);
        if (!await throttle.Take("alerts/" + call.Place.Customer, MostTests, Window))
            return await Show(call, row, Texts(call)["Test.TooMany"], StatusCodes.Status429TooManyRequests);
        if (await board.Find(call.Place.Customer, row.Id, call.Aborted) is not { } view)
            return false;
        var fires = view.WouldFire switch { true => "Test.Fires", false => "Test.Quiet", null => "Test.Unknown" };
        return await Show(
            call,
            row,
            Texts(call).Format(
                fires,
                AlertCells.Seen(call, row.Item, view.Reading),
                AlertCells.Over(call, view.Reading),
                AlertCells.Condition(call, row.Item)),
            seen: view);
    }

    private async Task<bool> Mute(PortalCall call, ItemRow<CustomerAlert> row)
    {
        var on = (await SectionForm.Read(call))["on"] == "yes";
        if (!await board.Mute(call.Place.Customer, row.Id, on ? call.Now + Muted : null, call.Aborted))
            return false;
        await PortalAnswer.SeeOther(call, $"/alerts/{row.Id}?done={(on ? "muted" : "unmuted")}");
        return true;
    }

    private async Task<bool> Save(PortalCall call, ItemRow<CustomerAlert>? row)
    {
        var posted = await SectionForm.Read(call);
        var (texts, form) = (Texts(call), FormState.From(posted));
        var alert = AlertForm.Read(posted, row?.Item ?? New, form, texts);
        if (form.HasErrors)
            return await Edit(call, row, form);
        var result = row is null
            ? await own.Add(call.Place.Customer, call.Place.Contact, alert, call.Change(posted), call.Aborted)
            : await own.Save(row.View, alert, call.Change(posted, posted.Version()), call.Aborted);
        if (result.Outcome == SaveOutcome.NotFound)
            return false;
        if (!result.IsSaved)
            return await Edit(call, row, form.Refused(result.Errors, texts));
        await PortalAnswer.SeeOther(call, $"/alerts/{result.Value!.Id}?done=saved");
        return true;
    }

    private async Task<bool> Delete(PortalCall call, ItemRow<CustomerAlert> row)
    {
        var result = await own.Delete(row.View, call.Change(await SectionForm.Read(call)));
        if (result.Outcome == SaveOutcome.NotFound)
            return false;
        await PortalAnswer.SeeOther(call, "/alerts?done=deleted");
        return true;
    }

    private async Task<bool> Edit(PortalCall call, ItemRow<CustomerAlert>? row, FormState form)
    {
        await answer.Page<AlertEditPage>(Model(call, row?.Item.Title ?? Texts(call)["New.Title"]) with
        {
            Kind = row is null ? "new" : "edit",
            Form = form,
            Data = row,
            Status = form.HasErrors ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        });
        return true;
    }

    private ShellModel Model(PortalCall call, string title) => new() { Call = call, Section = Key, Title = title, Texts = Texts(call) };

    private static string? Done(PortalCall call) =>
        call.Context.Request.Query["done"].ToString() is { Length: > 0 } done ? Texts(call).Find("Done." + done) : null;

    private static TextSet Texts(PortalCall call) => AlertCells.Texts(call);

    private static Column<ItemRow<CustomerAlert>>[] Columns(Dictionary<string, AlertView> views) =>
    [
        new("title", (_, row) => Cell.Link(row.Item.Title, "/alerts/" + row.Id), (_, row) => CsvCell.Of(row.Item.Title)),
        new("condition", (call, row) => new(AlertCells.Condition(call, row.Item)), null),
        new("state", (call, row) => AlertCells.State(call, views.GetValueOrDefault(row.Id)), null),
        new(
            "seen",
            (call, row) => new(views.GetValueOrDefault(row.Id) is { } view ? AlertCells.Seen(call, row.Item, view.Reading) : null),
            null),
        new("area", null, (_, row) => CsvCell.Of(row.Item.Area)),
        new("operator", null, (_, row) => CsvCell.Of(row.Item.Operator)),
        new("threshold", null, (call, row) => Number(call, row.Item, row.Item.Threshold)),
        new("resetThreshold", null, (call, row) => Number(call, row.Item, row.Item.ResetThreshold)),
        new("samplePeriod", null, (_, row) => CsvCell.Of(row.Item.SamplePeriod)),
        new("minimumCalls", null, (_, row) => CsvCell.Of(row.Item.MinimumCalls)),
        new("repeat", null, (_, row) => CsvCell.Of(row.Item.Repeat)),
        new("level", (call, row) => new(AlertCells.Level(call, row.Item.Level)), (_, row) => CsvCell.Of(row.Item.Level)),
        new("email", (_, row) => new(row.Item.Email), (_, row) => CsvCell.Of(row.Item.Email)),
    ];

    private static CsvCell Number(PortalCall call, CustomerAlert alert, decimal? value) =>
        alert is { Area: AlertArea.Balance } ? CsvCell.Of(Money.Of(value, call.Customer.Currency)) : CsvCell.Of(value);
}

/// <param name="IsOwn">This contact may change and delete it.</param>
/// <param name="MayMute">This contact may stop its mails for a while.</param>
internal sealed record AlertPageData(
    ItemRow<CustomerAlert> Row, AlertView View, AlertEvent[] History, bool IsOwn, bool MayMute);
