using Portal.Customers;
using Portal.People;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Customers;

/// <summary>A customer's new domain takes its people along, or nothing happens; its deletion takes their places away.</summary>
public abstract class CustomerMoveTests(ClusterFixture cluster) : CustomerMoveScenarios(cluster)
{
    [Fact]
    public async Task People_go_along_and_who_has_places_elsewhere_is_split()
    {
        await AddDomain($"any{Number}.acme.example", $"any-{Number}");
        await AddDomain();
        await Add();
        var other = await Other("other", null);
        var ann = await Invite(Id, "ann");
        var bob = await Invite(Id, "bob");
        Assert.Equal(bob.Person, (await Invite(other, "bob")).Person);

        Saved(await Grain.Save(Settings with { Domain = Host }, By(Operation("move"))));
        await Eventually.Holds(
            async () => await Holder(Host, "ann") == ann.Person && await Holder(Host, "bob") is not null, "the people are there");
        Assert.NotEqual(bob.Person, await Holder(Host, "bob"));
        Assert.Equal(bob.Person, await Holder(LoginScope.Anywhere, "bob"));
        Assert.Equal(bob.Person, Assert.Single(await Rows(other)).Person);
        Assert.Equal(["ann", "bob"], (await Rows(Id)).Select(row => row.Name));
        Assert.Equal(0, await Ask<long>("SELECT count(*) FROM OrleansRemindersTable WHERE GrainId LIKE @id", new { id = "%" + Id }));
    }

    [Fact]
    public async Task An_address_that_is_taken_there_stops_all_and_is_named()
    {
        await AddDomain($"from{Number}.acme.example", $"from-{Number}");
        await AddDomain();
        Saved(await Grain.Create(Settings with { Domain = $"from{Number}.acme.example" }, [], By(Operation("add"))));
        var there = await Other("there", Host);
        var ann = await Invite(Id, "ann");
        var bob = await Invite(Id, "bob");
        await Invite(there, "bob");
        var before = (await Grain.Get())!.Version;

        var refused = await Grain.Save(Settings with { Domain = Host }, By(Operation("move"), before));
        Refused(SaveOutcome.Exists, "domain", refused);
        Assert.Contains(Address("bob"), refused.Errors[0].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Address("ann"), refused.Errors[0].Reason, StringComparison.Ordinal);
        Assert.Equal(before, (await Grain.Get())!.Version);
        Assert.Equal([ann.Person, bob.Person], (await Rows(Id)).Select(row => row.Person));
        Assert.Equal(ann.Person, await Holder($"from{Number}.acme.example", "ann"));

        // What was held is free again.
        Saved(await Desk.Add(there, new ContactSettings { Name = "Ann 2", Email = Address("ann") }, null, By(Operation("ann2")), Stop));
        Saved(await Grain.Save(Settings with { Domain = $"from{Number}.acme.example", Name = "Kept" }, By(Operation("name"), before)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_in_the_middle_takes_it_back_or_ends_it_by_what_was_decided(bool decided)
    {
        await AddDomain($"from{Number}.acme.example", $"from-{Number}");
        await AddDomain();
        var origin = Settings with { Domain = $"from{Number}.acme.example" };
        Saved(await Grain.Create(origin, [], By(Operation("add"))));
        var ann = await Invite(Id, "ann");
        var person = Cluster.Grains.GetGrain<IPersonGrain>(ann.Person);
        Assert.True(await person.PrepareMove(Id, Host, Operation("move")));
        await Cluster.Deactivate(Grain);

        // As a crash leaves it: the stage is stored, the rest was not done.
        await Stage(
            new PendingMove(Operation("move"), decided, Host, Host, [ann.Person], Ada), decided ? origin with { Domain = Host } : origin);
        await Grain.Get();
        await Eventually.Holds(
            async () => await Holder(decided ? Host : origin.Domain!, "ann") == ann.Person, "the person is where it belongs");
        await Eventually.Holds(
            async () => await Ask<long>("SELECT settled FROM portal_customers WHERE id = @Id", new { Id }) == await Writes(),
            "the stage is over");
        if (!decided)
        {
            var there = await Other("there", Host);
            Saved(await Desk.Add(there, new ContactSettings { Name = "Ann 2", Email = Address("ann") }, null, By(Operation("ann2")), Stop));
        }
    }

    [Fact]
    public async Task Without_a_domain_left_to_sign_in_on_nobody_is_moved()
    {
        await AddDomain();
        Saved(await Grain.Create(Settings with { Domain = Host }, [], By(Operation("add"))));
        await Invite(Id, "ann");
        await Tell("UPDATE portal_domains SET status = 'disabled'");
        Refused(SaveOutcome.Invalid, "domain", await Grain.Save(Settings with { Domain = null }, By(Operation("move"))));
        await Tell("UPDATE portal_domains SET status = 'enabled'");
        Saved(await Grain.Save(Settings with { Domain = null }, By(Operation("move2"))));
        await Eventually.Holds(async () => await Holder(LoginScope.Anywhere, "ann") is not null, "the person is there");
    }

    [Fact]
    public async Task Deleting_takes_the_places_away_and_frees_the_addresses()
    {
        await AddDomain();
        await Add(Credit);
        var other = await Other("other", null);
        await Invite(Id, "ann");
        var bob = await Invite(Id, "bob");
        await Invite(other, "bob");
        Assert.Equal(2, (await Row()).Contacts);
        Saved(await Grain.Delete(By(Operation("delete"))));
        Assert.Empty(await Rows(Id));
        Assert.Equal(bob.Person, Assert.Single(await Rows(other)).Person);
        Assert.Null(await Holder(LoginScope.Anywhere, "ann"));
        Assert.Empty(await All(ItemKind.Payment));
    }

    private Task<long> Writes() =>
        Ask<long>("SELECT Version FROM OrleansStorage WHERE GrainTypeString = 'customer' AND GrainIdExtensionString = @Id", new { Id });

    private async Task Stage(PendingMove move, CustomerSettings settings)
    {
        var storage = Cluster.Service<Orleans.Storage.IGrainStorage>();
        var state = new GrainState<CustomerState>(new CustomerState());
        await storage.ReadStateAsync("customer", GrainId.Create("customer", Id), state);
        state.State = state.State! with { Writes = state.State.Writes + 1, Move = move, Settings = settings };
        await storage.WriteStateAsync("customer", GrainId.Create("customer", Id), state);
    }
}

public sealed class CustomerMovesOnSqlite(SqliteCluster cluster) : CustomerMoveTests(cluster), IClassFixture<SqliteCluster>;

public sealed class CustomerMovesOnPostgres(PostgresCluster cluster) : CustomerMoveTests(cluster), IClassFixture<PostgresCluster>;
