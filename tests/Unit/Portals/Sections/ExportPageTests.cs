using System.Text;
using System.Text.Json.Nodes;
using Portal.Access;
using Portal.Exports;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Asking for a file that is made in the background, and the list of such.</summary>
public sealed class ExportPageTests : IAsyncDisposable
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    private readonly SectionWorld world = new();

    [Fact]
    public async Task What_is_asked_for_is_fixed_with_its_times_zone_and_columns()
    {
        world.Calls.Add();
        var form = (await world.Get("/cdr?range=today&source=49&sort=-charge&columns=charge,source&view=x"))!.Page
            .QuerySelector("form[action='/exports']")!;
        var fields = form.QuerySelectorAll("input[type=hidden]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!))
            .Where(field => field.Item1[0] != '_').ToArray();
        var answer = (await world.Post(SectionWorld.Call(path: "/exports"), [.. fields, ("format", "ndjson")]))!;
        Assert.Equal((303, "/exports"), (answer.Status, answer.Location));
        var job = Assert.Single(world.Exports.Jobs);
        Assert.Equal(
            "source=49&from=2026-11-23T23:00:00.0000000Z&to=2026-11-24T23:00:00.0000000Z&tz=Europe%2FBerlin&columns=charge,source",
            job.Query);
        Assert.Equal((ExportFormat.Ndjson, "ct_1", 1, "en"), (job.Format, job.Contact, job.Total ?? 0, job.Language));
    }

    [Fact]
    public async Task Programs_ask_by_JSON_and_read_how_far_it_is()
    {
        var (status, made) = await Json("POST", "/exports", """{"query":"range=last7d","format":"xlsx"}""");
        Assert.Equal((202, "queued", "xlsx", 0), (status, (string)made["state"]!, (string)made["format"]!, (int)made["rows"]!));
        Assert.Null(made["sha256"]);
        var id = (string)made["id"]!;
        Assert.Equal(made.ToJsonString(), (await Json("GET", "/exports/" + id)).Body.ToJsonString());
        Assert.Single((await Json("GET", "/exports")).Body.AsArray());
        Assert.Null(await world.Ask(Sent("GET", $"/exports/{id}/file")));
        Assert.Equal(204, (await world.Ask(Sent("DELETE", "/exports/" + id)))!.Status);
        Assert.Null(await world.Ask(Sent("GET", "/exports/" + id)));
    }

    [Theory]
    [InlineData("""{"query":"range=last7d","format":"pdf"}""", 422, "format")]
    [InlineData("""{"query":"range=ever","format":"csv"}""", 422, "query")]
    [InlineData("""{"query":"from=2020-01-01&to=2026-01-01","format":"csv"}""", 422, "query")]
    [InlineData("""{"query":"columns=charge,rate","format":"csv"}""", 422, "query")]
    [InlineData("""{"section":"breakout","format":"csv"}""", 422, "section")]
    [InlineData("""{"format":"csv","size":1}""", 400, "$.size")]
    public async Task What_is_wrong_is_told_at_its_field(string body, int status, string field)
    {
        var answer = await Json("POST", "/exports", body);
        Assert.Equal(status, answer.Status);
        Assert.NotNull(answer.Body["errors"]![field]);
        Assert.Empty(world.Exports.Jobs);
    }

    [Theory]
    [InlineData("ContactFull", "3 files")]
    [InlineData("CustomerFull", "Your company")]
    [InlineData("FleetFull", "Too many")]
    public async Task A_full_queue_says_what_to_do(string answer, string words)
    {
        world.Exports.Answer = Enum.Parse<ExportAsked>(answer);
        var (status, body) = await Json("POST", "/exports", """{"format":"csv"}""");
        Assert.Equal(429, status);
        Assert.Contains(words, (string)body["detail"]!, StringComparison.Ordinal);
        var page = (await world.Post(SectionWorld.Call(path: "/exports"), ("section", "cdr"), ("query", ""), ("format", "csv")))!;
        Assert.Equal(422, page.Status);
        Assert.Contains(words, page.Text(".portal-alert"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_says_what_each_file_is_how_far_and_how_it_ended()
    {
        foreach (var state in Enum.GetValues<ExportState>())
            world.Exports.Jobs.Add(Job(state));
        foreach (var language in PortalTexts.Languages)
        {
            var page = (await Page(SectionWorld.Call(path: "/exports", language: language))).Page;
            Assert.Equal(5, page.QuerySelectorAll(".portal-rows > li").Length);
            Assert.Equal("deadbeef", page.QuerySelector("code")!.TextContent);
            Assert.Single(page.QuerySelectorAll("a[download]"));
        }

        var english = (await Page(SectionWorld.Call(path: "/exports"))).Text("main");
        Assert.Contains("Blue Cloud Ltd cdr 2026-11-18 to 2026-11-24 UTC.csv", english, StringComparison.Ordinal);
        Assert.Contains("5 of 10 rows, 2 kB", english, StringComparison.Ordinal);
        Assert.Contains("the column “Rate a minute” is not shown any more", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_promised_only_where_one_can_leave()
    {
        world.Exports.Jobs.Add(Job(ExportState.Queued));
        foreach (var leaves in (bool[])[true, false])
        {
            world.Mail.CanLeave = leaves;
            Assert.Equal(leaves, (await Page(SectionWorld.Call(path: "/exports"))).Body.Contains("e-mail", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Files_of_a_saved_view_are_made_regularly_until_that_is_stopped()
    {
        await world.Views.Put("ct_1", new("cdr", "Mine", "range=yesterday", false), CancellationToken.None);
        (string, string)[] view = [("section", "cdr"), ("name", "Mine"), ("format", "csv")];
        await world.Post(SectionWorld.Call(path: "/views/schedule"), [.. view, ("every", "weekly")]);
        var schedule = Assert.Single(world.Exports.Schedules);
        Assert.Equal(("Mine", "ct_1", ExportEvery.Weekly), (schedule.View, schedule.Owner.Contact, schedule.Every));
        // Monday at five in the reader's zone.
        Assert.Equal("2026-11-30 04:00", schedule.NextAt.ToString("yyyy-MM-dd HH:mm"));
        Assert.Contains("Weekly, as CSV: next on", (await Page(SectionWorld.Call(path: "/views"))).Text("main"), StringComparison.Ordinal);

        await world.Post(SectionWorld.Call(path: "/views/schedule"), [.. view, ("every", "")]);
        Assert.Empty(world.Exports.Schedules);
        await world.Post(SectionWorld.Call(path: "/views/schedule"), [.. view, ("every", "daily")]);
        await world.Post(SectionWorld.Call(path: "/views/delete"), view);
        Assert.Empty(world.Exports.Schedules);
        world.Mail.CanLeave = false;
        await world.Views.Put("ct_1", new("cdr", "Mine", "range=yesterday", false), CancellationToken.None);
        Assert.DoesNotContain("/views/schedule", (await Page(SectionWorld.Call(path: "/views"))).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weekly", true, "/views?done=scheduled")]
    [InlineData("", false, "/views?done=scheduled")]
    [InlineData("weekly", false, "/views")]
    [InlineData("hourly", true, "/views")]
    public async Task A_schedule_is_said_to_be_saved_only_where_it_was(string every, bool canLeave, string leads)
    {
        await world.Views.Put("ct_1", new("cdr", "Mine", "range=yesterday", false), CancellationToken.None);
        world.Mail.CanLeave = canLeave;
        var call = SectionWorld.Call(path: "/views/schedule");
        await world.Post(call, ("section", "cdr"), ("name", "Mine"), ("format", "csv"), ("every", every));
        Assert.Equal(leads, call.Context.Response.Headers.Location);
    }

    [Theory]
    [InlineData("Daily", "2026-11-24T03:59:00Z", "2026-11-24T04:00:00Z")]
    [InlineData("Daily", "2026-11-24T04:00:00Z", "2026-11-25T04:00:00Z")]
    [InlineData("Daily", "2026-03-28T12:00:00Z", "2026-03-29T03:00:00Z")]
    [InlineData("Weekly", "2026-11-29T12:00:00Z", "2026-11-30T04:00:00Z")]
    [InlineData("Monthly", "2026-12-01T05:00:00Z", "2027-01-01T04:00:00Z")]
    public void It_is_made_at_five_by_the_readers_clocks(string every, string after, string next) => Assert.Equal(
        DateTimeOffset.Parse(next),
        ExportTimes.Next(
            Enum.Parse<ExportEvery>(every), DateTimeOffset.Parse(after), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));

    [Fact]
    public async Task An_empty_list_says_what_to_do()
    {
        var page = (await Page(SectionWorld.Call(path: "/exports"))).Page;
        Assert.NotNull(page.QuerySelector(".portal-empty a[href='/cdr']"));
    }

    [Fact]
    public async Task The_page_of_calls_offers_it_where_there_are_many()
    {
        world.Calls.Add();
        Assert.False((await world.Get("/cdr"))!.Page.QuerySelector("#background")!.HasAttribute("open"));
        world.Calls.IsLarge = true;
        Assert.True((await world.Get("/cdr"))!.Page.QuerySelector("#background")!.HasAttribute("open"));
    }

    [Fact]
    public async Task Files_of_others_and_of_a_hidden_section_are_nowhere()
    {
        world.Exports.Jobs.Add(Job(ExportState.Done) with { Contact = "ct_2" });
        foreach (var path in (string[])[$"/exports/{Id}", $"/exports/{Id}/file", "/exports/x", "/exports/../cdr"])
            Assert.Null(await world.Ask(Sent("GET", path)));
        Assert.Null(await world.Post(SectionWorld.Call(path: $"/exports/{Id}/delete")));
        Assert.Null(await world.Ask(SectionWorld.Call(path: "/exports", role: ContactRole.Billing)));
        Assert.Single(world.Exports.Jobs);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private static ExportJob Job(ExportState state) => new()
    {
        Id = Id,
        Contact = "ct_1",
        Customer = "c_1",
        Person = "p_1",
        Host = "portal.acme.example",
        Section = "cdr",
        Query = "from=2026-11-18T00:00:00.0000000Z&to=2026-11-25T00:00:00.0000000Z&tz=UTC&columns=charge",
        Format = ExportFormat.Csv,
        Language = "en",
        Culture = "en",
        State = state,
        Rows = 5,
        Total = 10,
        Bytes = 2000,
        Sha256 = state == ExportState.Done ? "deadbeef" : null,
        Reason = state == ExportState.Ended ? "Column.rate" : state == ExportState.Failed ? "Tries" : null,
        ExpiresAt = SectionWorld.Now.AddHours(1),
    };

    private async Task<Answered> Page(PortalCall call)
    {
        call.Context.Request.Headers.Accept = "text/html";
        return (await world.Ask(call))!;
    }

    private async Task<(int Status, JsonNode Body)> Json(string method, string path, string? body = null)
    {
        var answer = (await world.Ask(Sent(method, path, body)))!;
        return (answer.Status, JsonNode.Parse(answer.Body)!);
    }

    private static PortalCall Sent(string method, string path, string? body = null)
    {
        var call = SectionWorld.Call(method, path);
        call.Context.Request.Headers.Accept = "application/json";
        call.Context.Request.ContentType = body is null ? null : "application/json";
        call.Context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        return call;
    }
}
