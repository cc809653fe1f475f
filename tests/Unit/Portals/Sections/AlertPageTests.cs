using Portal.Access;
using Portal.Alerts;
using Portal.Customers;
using Portal.Domains;
using Portal.Saving;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class AlertPageTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    private static DomainSettings Allowing => SectionWorld.Domain with { Flags = [DomainFlag.OwnAlerts] };

    private static CustomerAlert LowAsr => new()
    {
        Title = "Quality",
        Area = AlertArea.Asr,
        Operator = AlertOperator.Lt,
        Threshold = 35,
        ResetThreshold = 40,
        SamplePeriod = 15,
    };

    private static (string, string)[] Typed =>
    [
        ("title", "Mine"), ("area", "asr"), ("operator", "lt"), ("threshold", "12,5"), ("level", "critical"), ("email", "ann@blue.example"),
    ];

    [Fact]
    public async Task A_list_and_a_page_tell_how_an_alert_stands_and_what_became_of_it()
    {
        var row = world.Items.Add(LowAsr);
        var reading = new AlertReading(SectionWorld.Now.AddMinutes(-15), SectionWorld.Now) { Seen = 21.4m, Calls = 120 };
        world.Alerts.Stands[row.Id] = (AlertState.New with { FiringSince = SectionWorld.Now.AddMinutes(-20), Firings = 1 }, reading);
        world.Alerts.Events.Add(new(row.Id, 1, "c_1", AlertEventKind.Fired, 1, SectionWorld.Now.AddMinutes(-20), "Quality", reading));
        world.Items.Add(LowAsr with { Title = "Other" });

        var list = (await world.Get("/alerts"))!;
        Assert.Contains("On since", list.Body, StringComparison.Ordinal);
        Assert.Contains("21.4%", list.Body, StringComparison.Ordinal);
        Assert.Contains("Unknown: no calls", list.Body, StringComparison.Ordinal);

        var page = (await world.Get("/alerts/" + row.Id))!;
        Assert.Contains("Went off", page.Body, StringComparison.Ordinal);
        Assert.Contains("120 calls", page.Body, StringComparison.Ordinal);
        Assert.Contains("<dt>Minimum calls</dt><dd>20</dd>", page.Body, StringComparison.Ordinal);
        Assert.Contains("Ausgelöst", (await world.Get("/alerts/" + row.Id, "de"))!.Text(".portal-table"), StringComparison.Ordinal);
        Assert.Null(await world.Get("/alerts/i99"));
    }

    [Fact]
    public async Task A_test_run_says_what_it_sees_and_whether_it_would_fire_and_asks_no_grain()
    {
        var row = world.Items.Add(LowAsr);
        world.Alerts.Stands[row.Id] = (AlertState.New, new(SectionWorld.Now.AddMinutes(-15), SectionWorld.Now) { Seen = 21.4m, Calls = 1 });
        var answer = (await world.Post(SectionWorld.Call(path: $"/alerts/{row.Id}/test", role: ContactRole.ReadOnly)))!;
        Assert.Contains("It would go off: ASR below 35%", answer.Body, StringComparison.Ordinal);
        Assert.Contains("1 call", answer.Body, StringComparison.Ordinal);
        Assert.Empty(world.Grains.Asked);
    }

    [Fact]
    public async Task An_unusual_number_is_told_with_how_far_it_is_from_the_usual()
    {
        var row = world.Items.Add(LowAsr with { Anomaly = true, Threshold = 30, ResetThreshold = null });
        world.Alerts.Stands[row.Id] = (
            AlertState.New, new(SectionWorld.Now.AddHours(-1), SectionWorld.Now) { Seen = 21m, Usual = 42m, Calls = 100 });
        var page = (await world.Get("/alerts/" + row.Id))!;
        Assert.Contains("21%, 50% below the usual 42%", page.Body, StringComparison.Ordinal);
        Assert.Contains("ASR at least 30% below the usual", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_can_be_stopped_for_a_day_by_who_may_change_things()
    {
        var row = world.Items.Add(LowAsr);
        Assert.Null(await world.Post(SectionWorld.Call(path: $"/alerts/{row.Id}/mute", role: ContactRole.ReadOnly), ("on", "yes")));
        Assert.Equal(303, (await world.Post(SectionWorld.Call(path: $"/alerts/{row.Id}/mute"), ("on", "yes")))!.Status);
        Assert.Contains("Muted until", (await world.Get("/alerts"))!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contacts_make_alerts_of_their_own_where_the_domain_lets_them()
    {
        Assert.Null(await world.Get("/alerts/new"));
        Assert.DoesNotContain("/alerts/new", (await world.Get("/alerts"))!.Body, StringComparison.Ordinal);
        Assert.Null(await world.Ask(SectionWorld.Call(path: "/alerts/new", domain: Allowing, role: ContactRole.ReadOnly)));
        Assert.NotNull(await world.Ask(SectionWorld.Call(path: "/alerts/new", domain: Allowing, role: ContactRole.Technical)));

        // Staff's own are staff's to change.
        var row = world.Items.Add(LowAsr);
        Assert.Null(await world.Ask(SectionWorld.Call(path: $"/alerts/{row.Id}/edit", domain: Allowing)));
        Assert.Null(await world.Post(SectionWorld.Call(path: $"/alerts/{row.Id}/delete", domain: Allowing)));
        Assert.Empty(world.Grains.Asked);
    }

    [Fact]
    public async Task An_own_alert_is_refused_with_a_sentence_where_its_fields_are_wrong()
    {
        var answer = (await world.Post(
            SectionWorld.Call(path: "/alerts/new", domain: Allowing), ("title", ""), ("threshold", "1,250"), ("samplePeriod", "1.5")))!;
        Assert.Equal(422, answer.Status);
        Assert.Equal("Enter a title of at most 200 characters.", answer.Text("#title-error"));
        Assert.Equal("Enter a number such as 1250.5, without thousands separators.", answer.Text("#threshold-error"));
        Assert.Equal("Enter a whole number.", answer.Text("#samplePeriod-error"));
    }

    [Fact]
    public async Task An_own_alert_mails_nobody_but_the_customers_people_at_confirmed_addresses()
    {
        var answer = (await world.Post(SectionWorld.Call(path: "/alerts/new", domain: Allowing), Typed))!;
        Assert.Equal(422, answer.Status);
        Assert.Contains("only your own contacts", answer.Text("#email-error"), StringComparison.Ordinal);
        Assert.DoesNotContain(world.Grains.Asked, asked => asked.Contains("AddItem", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deleting_an_own_alert_asks_once_and_only_the_answer_sends_it()
    {
        var row = world.Items.Add(LowAsr with { MadeBy = "ct_1" });
        var page = (await world.Ask(SectionWorld.Call(path: "/alerts/" + row.Id, domain: Allowing)))!;
        Assert.Equal("Delete", page.Text(".portal-ask > summary"));
        Assert.Contains(
            "for good", page.Text($".portal-ask:not([open]) > form[action='/alerts/{row.Id}/delete'] p"), StringComparison.Ordinal);
        Assert.Equal("Yes, delete", page.Text(".portal-asked button"));
    }

    [Fact]
    public async Task A_level_in_other_words_than_ours_stays_when_its_alert_is_edited()
    {
        var row = world.Items.Add(LowAsr with { Level = "P1", MadeBy = "ct_1", MinimumCalls = 50 });
        var page = (await world.Ask(SectionWorld.Call(path: $"/alerts/{row.Id}/edit", domain: Allowing)))!;
        Assert.Contains("<option value=\"P1\" selected", page.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"50\"", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_own_alert_is_saved_as_its_contacts()
    {
        CustomerAlert? sent = null;
        world.Grains.Heard = (method, arguments) => sent = method == "AddItem" ? (CustomerAlert)arguments[0]! : sent;
        world.Grains.Answers["AddItem"] = SaveResult<ItemView>.Saved(world.Items.Add(LowAsr));
        var answer = (await world.Post(
            SectionWorld.Call(path: "/alerts/new", domain: Allowing), [.. Typed.Where(field => field.Item1 != "email")]))!;
        Assert.Equal(303, answer.Status);
        Assert.Equal(("ct_1", 12.5m, false, AlertArea.Asr), (sent!.MadeBy, sent.Threshold, sent.Penalty, sent.Area));
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
