using Portal.Access;
using Portal.Customers;
using Portal.Saving;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed class ContractPageTests : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Theory]
    [InlineData(false, null, ContractStage.Open, 0)]
    [InlineData(false, -1, ContractStage.Open, 0)]
    [InlineData(true, null, ContractStage.Open, 0)]
    [InlineData(true, 0, ContractStage.Overdue, 0)]
    [InlineData(true, 1, ContractStage.Grace, 1)]
    [InlineData(true, 25, ContractStage.Grace, 2)]
    public void A_contract_stands_where_its_grace_says(bool required, int? hours, object stage, int days) => Assert.Equal(
        new ContractState((ContractStage)stage, days),
        ContractState.Of(
            new CustomerContract { Name = "x", Required = required, GraceUntil = hours is { } h ? SectionWorld.Now.AddHours(h) : null },
            SectionWorld.Now));

    [Fact]
    public async Task Approving_takes_a_name_and_a_tick_and_keeps_what_was_typed()
    {
        var contract = world.Items.Add(new CustomerContract { Name = "Terms", Text = "Be <good>." });
        var page = (await world.Get("/contracts/" + contract.Id))!;
        Assert.Equal("Be <good>.", page.Text(".portal-contract-text"));

        var refused = (await world.Post(SectionWorld.Call(path: "/contracts/" + contract.Id), ("approver", "Ann Bell")))!;
        Assert.Equal(422, refused.Status);
        Assert.Equal("Ann Bell", refused.Page.QuerySelector("#approver")!.GetAttribute("value"));
        Assert.True(refused.Page.QuerySelector("#agree")!.HasAttribute("autofocus"));
        Assert.Empty(world.Grains.Asked);

        world.Grains.Answers["ApproveContract"] = SaveResult<ItemView>.Saved(contract);
        var done = (await world.Post(SectionWorld.Call(path: "/contracts/" + contract.Id), ("approver", "Ann Bell"), ("agree", "yes")))!;
        Assert.Equal((303, $"/contracts/{contract.Id}?done=approved"), (done.Status, done.Location));
        Assert.Equal([$"c_1 ApproveContract {contract.Id} Ann Bell"], world.Grains.Asked);
    }

    [Fact]
    public async Task Who_approves_a_text_that_was_changed_meanwhile_reads_the_new_one_first()
    {
        var contract = world.Items.Add(new CustomerContract { Name = "Terms", Text = "Be good." });
        Assert.Equal(
            $"{contract.Version}",
            (await world.Get("/contracts/" + contract.Id))!.Page.QuerySelector("input[name=_version]")!.GetAttribute("value"));
        world.Grains.Answers["ApproveContract"] = SaveResult<ItemView>.Conflict(contract);
        var refused = (
            await world.Post(
                SectionWorld.Call(path: "/contracts/" + contract.Id), ("approver", "Ann Bell"), ("agree", "yes"), ("_version", "1")))!;
        Assert.Equal(422, refused.Status);
        Assert.Contains("changed in the meantime", refused.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ContactRole.ReadOnly, false)]
    [InlineData(ContactRole.All, true)]
    public async Task Who_may_not_change_and_staff_read_only(ContactRole role, bool staff)
    {
        var contract = world.Items.Add(new CustomerContract { Name = "Terms" });
        PortalCall Call()
        {
            var call = SectionWorld.Call(path: "/contracts/" + contract.Id, role: role);
            return staff ? call with { Session = SectionWorld.Session with { Staff = new("o_1", "Sam") } } : call;
        }

        Assert.Null((await world.Ask(Call()))!.Page.QuerySelector("#approver"));
        Assert.Null(await world.Post(Call(), ("approver", "x"), ("agree", "yes")));
        Assert.Empty(world.Grains.Asked);
    }

    [Fact]
    public async Task Another_customers_contract_is_not_there()
    {
        var foreign = world.Items.Add(new CustomerContract { Name = "Terms" }, "c_2");
        Assert.Null(await world.Get("/contracts/" + foreign.Id));
        Assert.Null(await world.Post(SectionWorld.Call(path: "/contracts/" + foreign.Id), ("approver", "x"), ("agree", "yes")));
    }

    [Fact]
    public async Task An_overdue_one_is_said_where_it_closes_the_rest()
    {
        world.Items.Add(new CustomerContract { Name = "Terms", Required = true, GraceUntil = SectionWorld.Now.AddDays(-1) });
        foreach (var path in (string[])["/contracts", "/dashboard"])
        {
            var answer = (await world.Ask(SectionWorld.Call(path: path, contractDue: true)))!;
            Assert.Contains("overdue", answer.Text(".portal-note-bad"), StringComparison.Ordinal);
            Assert.Empty(answer.Page.QuerySelectorAll(".portal-nav a[href='/payments']"));
        }

        Assert.Null(await world.Ask(SectionWorld.Call(path: "/payments", contractDue: true)));
    }

    [Fact]
    public async Task A_form_from_elsewhere_changes_nothing()
    {
        var contract = world.Items.Add(new CustomerContract { Name = "Terms" });
        var call = SectionWorld.Call(path: "/contracts/" + contract.Id) with { FormToken = "of another session" };
        await Assert.ThrowsAsync<Microsoft.AspNetCore.Http.BadHttpRequestException>(
            () => world.Post(call, ("approver", "x"), ("agree", "yes")));
        Assert.Empty(world.Grains.Asked);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
