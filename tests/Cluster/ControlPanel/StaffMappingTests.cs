using Portal.Calls;
using Portal.Staff;
using Portal.Tests.Cluster.Portals;

namespace Portal.Tests.Cluster.ControlPanel;

/// <summary>Mappings and the intake as staff work with them, from the page to the store.</summary>
public abstract class StaffMappingTests(PortalHost portal) : StaffCallWorld(portal)
{
    private static readonly (string, string)[] Least =
    [
        ("format", "json"), ("customerBy", "id"), ("fields.callId.from", "id"), ("fields.customer.from", "who"),
        ("fields.callTime.from", "at"), ("fields.switch.value", "own"),
    ];

    private static Task<PortalReply> Upload(PortalVisitor staff, PortalReply page, string file, string text)
    {
        var form = page.Page.QuerySelector("form[action^='/intake/correct#']")!;
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in PortalVisitor.Hidden(form))
            content.Add(new StringContent(value), name);
        content.Add(new StringContent(""), "mapping");
        content.Add(new StringContent(text), "file", file);
        var request = new HttpRequestMessage(HttpMethod.Post, "/intake/correct") { Content = content };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return staff.Send(request);
    }

    // What stands in its form, but for what is given.
    private static Task<PortalReply> Apply(PortalVisitor staff, PortalReply tried, params (string Name, string Value)[] other) => staff.Post(
        "/intake/correct/apply",
        [
            .. PortalVisitor.Hidden(tried.Page.QuerySelector("form[action^='/intake/correct/apply']")!)
                .Where(field => !Array.Exists(other, one => one.Name == field.Name)),
            .. other,
        ]);

    [Fact]
    public async Task A_mapping_is_copied_tried_saved_and_deleted()
    {
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Admin });
        var list = (await staff.Get("/mappings")).Page;
        Assert.NotNull(list.QuerySelector("a[href='/mappings/new?copy=asterisk']"));
        var copy = (await staff.Get("/mappings/new?copy=asterisk")).Page;
        Assert.Equal("asterisk-copy", copy.QuerySelector("[name=name]")!.GetAttribute("value"));
        Assert.Equal("10", copy.QuerySelector("[name='fields.callTime.from']")!.GetAttribute("value"));
        Assert.Contains("ANSWERED", copy.QuerySelector("#sample")!.TextContent, StringComparison.Ordinal);

        var name = $"panel-{Number}";
        var refused = await staff.FillPanel(
            "/mappings/new", [("name", name), .. Least, ("fields.pdd.from", "p"), ("fields.callTime.time", "HH:mm")]);
        Assert.Equal(422, refused.Status);
        Assert.NotNull(refused.Page.QuerySelector("[data-error-for='fields.callTime.time']"));
        Assert.Equal("p", refused.Page.QuerySelector("[name='fields.pdd.from']")!.GetAttribute("value"));
        Assert.Equal(303, (await staff.FillPanel("/mappings/new", [("name", name), .. Least])).Status);

        var page = await staff.Get($"/mappings/{name}");
        var hidden = page.Page.QuerySelectorAll("#settings").SelectMany(PortalVisitor.Hidden).ToArray();
        var (own, _) = await Customers();
        var sample = $"{{\"id\":\"1\",\"who\":\"{own}\",\"at\":\"{Now:yyyy-MM-dd'T'HH:mm:ss'Z'}\",\"far\":\"4915\"}}\n{{\"id\":\"2\"}}";
        var tried = await staff.Post(
            $"/mappings/{name}/try", [.. hidden, .. Least, ("fields.destination.from", "far|"), ("sample", sample)]);
        Assert.Equal(200, tried.Status);
        Assert.Equal(
            ["notice good", "notice bad"], tried.Page.QuerySelectorAll(".tried .notice").Select(one => one.ClassName));
        Assert.Contains("4915", tried.Page.QuerySelector(".tried dl")!.TextContent, StringComparison.Ordinal);
        // Trying saved nothing, and lost nothing of what was typed.
        Assert.Equal("far|", tried.Page.QuerySelector("[name='fields.destination.from']")!.GetAttribute("value"));
        var kept = (await staff.Get($"/mappings/{name}")).Page.QuerySelector("[name='fields.destination.from']")!;
        Assert.Equal("", kept.GetAttribute("value") ?? "");

        Assert.Equal(303, (await staff.Post($"/mappings/{name}", [.. hidden, .. Least, ("notes", "Mine")])).Status);
        // Another tab's form of the same version, and not the same form once more.
        var late = await staff.Post(
            $"/mappings/{name}", [.. hidden.Where(field => field.Name != "_operation"), .. Least, ("notes", "Late")]);
        Assert.Equal(409, late.Status);
        Assert.NotNull(late.Page.QuerySelector(".conflict"));
        Assert.Equal(303, (await staff.FillPanel($"/mappings/{name}/delete", ("name", name))).Status);
        Assert.Equal(404, (await staff.Get($"/mappings/{name}")).Status);
        Assert.Equal(409, (await staff.Get("/mappings/kamailio/delete")).Status);
    }

    [Fact]
    public async Task A_ready_made_one_is_tried_by_whoever_reads_it_and_resellers_see_none_of_it()
    {
        using var support = await SignIn(new StaffRights { Role = StaffRole.Support });
        var page = await support.Get("/mappings/freeswitch");
        Assert.Null(page.Page.QuerySelector("[data-save]"));
        var hidden = page.Page.QuerySelectorAll("#settings").SelectMany(PortalVisitor.Hidden).ToArray();
        var sample = page.Page.QuerySelector("#sample")!.TextContent;
        var tried = await support.Post("/mappings/freeswitch/try", [.. hidden, ("sample", sample)]);
        Assert.Equal(3, tried.Page.QuerySelectorAll(".tried dl").Length);
        Assert.Equal(403, (await support.Get("/mappings/new")).Status);
        Assert.Null((await support.Get("/intake")).Page.QuerySelector("#correct"));

        await Customers();
        using var reseller = await SignIn(new StaffRights { Role = StaffRole.Reseller, Brands = [Brand] });
        foreach (var path in new[] { "/mappings", "/mappings/freeswitch", "/intake" })
            Assert.Equal(403, (await reseller.Get(path)).Status);
        Assert.Null((await reseller.Get("/calls")).Page.QuerySelector("a[href='/intake']"));
    }

    [Fact]
    public async Task A_file_of_corrections_is_tried_first_and_that_file_alone_applied()
    {
        var (own, _) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Owner });
        var call = Made(own, 10);
        await Add(call);
        var line = "switch,callId,customer,callTime,charge\n"
            + $"sw1,{call.CallId},{own},{call.CallTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'},0.5\n"
            + $"sw1,none,{own},{call.CallTime:yyyy-MM-dd'T'HH:mm:ss'Z'},1\n";
        var page = await staff.Get("/intake");
        Assert.Contains("4 MiB", page.Page.QuerySelector("#correct")!.TextContent, StringComparison.Ordinal);
        var tried = await Upload(staff, page, "new.csv", line);
        Assert.Equal((200, "1 call would be corrected"), (tried.Status, tried.Page.QuerySelector("#correct .notice")!.TextContent
            .Split(':')[1].Split('.')[0].Trim()));
        Assert.Equal(["1", "0.12 USD", "0.50 USD"], tried.Page.QuerySelectorAll("#correct td.number").Select(cell => cell.TextContent));

        // Another mapping, another name, or another file that was tried since: none of them is what was told.
        Assert.Equal(422, (await Apply(staff, tried, ("mapping", "freeswitch"))).Status);
        Assert.Equal(422, (await Apply(staff, tried, ("name", "new.ndjson"))).Status);
        var other = await Upload(staff, tried, "new.csv", line.Replace("0.5", "0.6", StringComparison.Ordinal));
        Assert.Equal(422, (await Apply(staff, tried)).Status);
        Assert.Equal(0.12m, (await Store.Totals(Week(own), CancellationToken.None))![0].Charge.Amount);
        tried = await Upload(staff, other, "new.csv", line);
        var applied = await Apply(staff, tried);
        Assert.Contains("1 call corrected", applied.Page.QuerySelector("#correct .notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0.5m, (await Store.Totals(Week(own), CancellationToken.None))![0].Charge.Amount);
        // It is gone with that.
        Assert.Equal(422, (await Apply(staff, tried)).Status);
        Assert.Equal(422, (await Upload(staff, tried, "new.txt", line)).Status);
        Assert.Contains("calls.correct", (await staff.Get("/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_tried_is_its_sessions_alone_and_for_half_an_hour()
    {
        var (own, _) = await Customers();
        using var staff = await SignIn(new StaffRights { Role = StaffRole.Owner });
        using var other = await SignIn(new StaffRights { Role = StaffRole.Admin });
        var call = Made(own, 10);
        await Add(call);
        var line = "switch,callId,customer,callTime,charge\n"
            + $"sw1,{call.CallId},{own},{call.CallTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'},0.5\n";
        var tried = await Upload(staff, await staff.Get("/intake"), "new.csv", line);
        Faces.Clock.Push(CorrectionDrafts.Life + TimeSpan.FromSeconds(1));
        var late = await Apply(staff, tried);
        Assert.Equal(422, late.Status);
        Assert.Contains("kept for 30 minutes", late.Page.QuerySelector("#correct .notice")!.TextContent, StringComparison.Ordinal);
        tried = await Upload(staff, late, "new.csv", line);
        var theirs = await Upload(other, await other.Get("/intake"), "new.csv", line.Replace("0.5", "0.7", StringComparison.Ordinal));
        var mark = tried.Page.QuerySelector("input[name=tried]")!.GetAttribute("value")!;
        Assert.Equal(422, (await Apply(other, theirs, ("tried", mark))).Status);
        Assert.Equal(200, (await Apply(staff, tried)).Status);
        Assert.Equal(0.5m, (await Store.Totals(Week(own), CancellationToken.None))![0].Charge.Amount);
    }
}

public sealed class StaffMappingsOnSqlite(PortalHost portal) : StaffMappingTests(portal), IClassFixture<PortalHost>;

public sealed class StaffMappingsOnPostgres(PostgresPortalHost portal) : StaffMappingTests(portal), IClassFixture<PostgresPortalHost>;
