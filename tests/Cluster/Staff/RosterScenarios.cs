using Portal.Audit;
using Portal.Saving;
using Portal.Staff;
using Portal.Storage;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Staff;

/// <summary>Who joins the staff, who leaves, and that somebody is left.</summary>
public abstract class RosterScenarios(ClusterFixture cluster)
{
    private const string Password = "correct horse battery";

    private IStaffRosterGrain Roster => cluster.Grains.GetGrain<IStaffRosterGrain>(0);

    [Fact]
    public async Task Somebody_invited_has_no_password_until_the_link_sets_one_once()
    {
        var (token, hash) = StaffLink.New();
        var change = By();
        var invited = await Roster.Invite(Settings("ivy@operator.example"), hash, change);
        Assert.False(invited.Value!.HasPassword);
        Assert.Equal(invited.Value.Id, (await Roster.Invite(Settings("ivy@operator.example"), hash, change)).Value!.Id);
        Assert.Equal(SaveOutcome.Exists, (await Roster.Invite(Settings("Ivy@Operator.example"), hash, By())).Outcome);

        var ivy = Of("ivy@operator.example");
        await cluster.Deactivate(ivy);
        Assert.Equal(SignInOutcome.Refused, (await ivy.CheckPassword("", null)).Outcome);
        Assert.False(await ivy.AcceptsLink(StaffLink.HashOf("another")));
        Assert.True(await ivy.AcceptsLink(StaffLink.HashOf(token)));
        Assert.Equal(SaveOutcome.Invalid, (await ivy.UseLink(hash, "short", By())).Outcome);
        Assert.True((await ivy.UseLink(hash, Password, By())).IsSaved);
        Assert.Equal(SaveOutcome.NotFound, (await ivy.UseLink(hash, "another good password", By())).Outcome);
        Assert.Equal(SignInOutcome.Accepted, (await ivy.CheckPassword(Password, null)).Outcome);
    }

    [Fact]
    public async Task Columns_that_somebody_chose_are_kept_and_bounded_and_nobody_else_hears_of_it()
    {
        await Hire("cleo@operator.example", StaffRole.Admin);
        var cleo = Of("cleo@operator.example");
        var before = (await cleo.Get())!;
        Assert.False(before.Columns?.ContainsKey("domains"));
        await cleo.ChooseColumns("domains", ["brand", "brand", "dns"]);
        await cleo.ChooseColumns("audit", []);
        await cluster.Deactivate(cleo);
        var kept = (await cleo.Get())!;
        Assert.Equal(["brand", "dns"], kept.Columns!["domains"]);
        Assert.Empty(kept.Columns["audit"]);
        Assert.Equal(before.Version, kept.Version);
        foreach (var i in Enumerable.Range(0, 60))
            await cleo.ChooseColumns("list" + i, [.. Enumerable.Range(0, 200).Select(column => "c" + column)]);
        kept = (await cleo.Get())!;
        Assert.Equal(50, kept.Columns!.Count);
        Assert.All(kept.Columns.Values, columns => Assert.InRange(columns.Length, 0, 100));
        await cleo.ChooseColumns("domains", null);
        Assert.False((await cleo.Get())!.Columns!.ContainsKey("domains"));
    }

    [Fact]
    public async Task An_owner_gets_back_in_by_the_verb_and_others_are_told_where_to_turn()
    {
        var recovery = cluster.Service<StaffRecovery>();
        await Hire("olga@operator.example", StaffRole.Owner);
        await Hire("sue@operator.example", StaffRole.Support);
        Assert.Contains("is not an owner", (await recovery.ResetOwner("sue@operator.example", false)).Problem, StringComparison.Ordinal);
        Assert.Contains(
            "olga@operator.example",
            (await recovery.ResetOwner("nobody@operator.example", false)).Problem,
            StringComparison.Ordinal);
        Assert.Contains("not an e-mail address", (await recovery.ResetOwner("olga", false)).Problem, StringComparison.Ordinal);

        var olga = Of("olga@operator.example");
        var (path, _) = await recovery.ResetOwner(" Olga@Operator.example ", false);
        var hash = StaffLink.HashOf(path!.Split("token=")[1]);
        Assert.Equal(SignInOutcome.Accepted, (await olga.CheckPassword(Password, null)).Outcome);
        Assert.True((await olga.UseLink(hash, "another horse battery", By())).IsSaved);
        Assert.Equal(SaveOutcome.NotFound, (await olga.UseLink(hash, "yet another battery", By())).Outcome);
        Assert.Equal(SignInOutcome.Accepted, (await olga.CheckPassword("another horse battery", null)).Outcome);
        var audit = (
            await cluster.Service<IAuditReader>().List(new ListQuery(), "operator/olga@operator.example", CancellationToken.None)).Items;
        Assert.Contains(audit, row => row is { Action: "operator.reset", Actor.Name: "reset-owner on the machine" });
    }

    [Fact]
    public async Task A_stranger_who_asks_for_a_reset_ends_no_invitation()
    {
        var (token, hash) = StaffLink.New();
        await Roster.Invite(Settings("new@operator.example"), hash, By());
        var member = Of("new@operator.example");
        Assert.True((await member.OfferReset(StaffLink.New().Hash, By())).IsSaved);
        Assert.True(await member.AcceptsLink(StaffLink.HashOf(token)));
        Assert.True((await member.UseLink(hash, Password, By())).IsSaved);
    }

    [Fact]
    public async Task The_last_owner_who_can_sign_in_stays()
    {
        await Hire("first@operator.example", StaffRole.Owner);
        // Those of other tests; the last of them would stay, were there no other.
        foreach (var email in await cluster.Service<OperatorDirectory>().OtherOwners("first@operator.example"))
            Assert.Equal(SaveOutcome.Saved, (await Roster.Remove(email, By())).Outcome);
        await Roster.Invite(Settings("invited@operator.example", StaffRole.Owner), StaffLink.New().Hash, By());

        Assert.Equal(SaveOutcome.InUse, (await Roster.Remove("first@operator.example", By())).Outcome);
        Assert.Equal(
            SaveOutcome.InUse,
            (await Roster.Save("first@operator.example", Settings("first@operator.example", StaffRole.Admin), By())).Outcome);
        Assert.Equal(
            SaveOutcome.InUse,
            (await Roster.Save(
                "first@operator.example", Settings("first@operator.example", StaffRole.Owner) with { Disabled = true }, By())).Outcome);

        await Hire("second@operator.example", StaffRole.Owner);
        var both = await Task.WhenAll(Roster.Remove("first@operator.example", By()), Roster.Remove("second@operator.example", By()));
        Assert.Equal([SaveOutcome.InUse, SaveOutcome.Saved], both.Select(r => r.Outcome).OrderByDescending(o => o));
    }

    [Fact]
    public async Task Whoever_is_removed_or_narrowed_is_signed_out_and_the_address_may_come_back()
    {
        var sessions = cluster.Service<StaffSessions>();
        var (email, sam) = ("sam@operator.example", Of("sam@operator.example"));
        await Hire(email, StaffRole.Admin);
        var token = await sessions.Start(email, pending: false, null, null);
        await Roster.Save(email, Settings(email, StaffRole.Admin) with { Name = "Samuel" }, By());
        Assert.NotNull(await sessions.Find(token, CancellationToken.None));
        await Roster.Save(email, Settings(email, StaffRole.Support), By());
        Assert.Null(await sessions.Find(token, CancellationToken.None));

        token = await sessions.Start(email, pending: false, null, null);
        var before = (await sam.Get())!;
        var change = By();
        Assert.True((await Roster.Remove(email, change)).IsSaved);
        Assert.True((await Roster.Remove(email, change)).IsSaved);
        Assert.Null(await sessions.Find(token, CancellationToken.None));
        Assert.Null(await sam.Get());
        Assert.False(await cluster.Service<OperatorDirectory>().Exists(email, CancellationToken.None));
        Assert.Equal(SignInOutcome.Refused, (await sam.CheckPassword(Password, null)).Outcome);

        Assert.True((await Roster.Invite(Settings(email), StaffLink.New().Hash, By())).IsSaved);
        await cluster.Deactivate(sam);
        var after = (await sam.Get())!;
        Assert.NotEqual(before.Id, after.Id);
        Assert.True(after.Version > before.Version);
        Assert.Equal(email, await cluster.Service<OperatorDirectory>().Find(after.Id, CancellationToken.None));
        Assert.Null(await cluster.Service<OperatorDirectory>().Find(before.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_is_disabled_signs_in_with_nothing_and_comes_back_with_all()
    {
        var (email, dan) = ("dan@operator.example", Of("dan@operator.example"));
        await Hire(email, StaffRole.Admin);
        await Roster.Save(email, Settings(email, StaffRole.Admin) with { Disabled = true }, By());
        Assert.Equal(SignInOutcome.Refused, (await dan.CheckPassword(Password, null)).Outcome);
        await Roster.Save(email, Settings(email, StaffRole.Admin), By());
        Assert.Equal(SignInOutcome.Accepted, (await dan.CheckPassword(Password, null)).Outcome);
    }

    [Fact]
    public async Task A_change_of_what_somebody_else_changed_is_a_conflict()
    {
        await Hire("con@operator.example", StaffRole.Admin);
        var seen = (await Of("con@operator.example").Get())!.Version;
        Assert.True(
            (await Roster.Save(
                "con@operator.example", Settings("con@operator.example", StaffRole.Support), Change.By(Actor.System, seen))).IsSaved);
        Assert.Equal(
            SaveOutcome.Conflict,
            (await Roster.Save("con@operator.example", Settings("con@operator.example"), Change.By(Actor.System, seen))).Outcome);
    }

    [Fact]
    public async Task A_brand_that_is_not_there_is_told_at_its_place()
    {
        var result = await Roster.Invite(
            Settings("res@operator.example") with { Rights = new StaffRights { Role = StaffRole.Reseller, Brands = ["nowhere"] } },
            StaffLink.New().Hash,
            By());
        Assert.Equal("brands[0]", Assert.Single(result.Errors).Field);
    }

    private IOperatorGrain Of(string email) => cluster.Grains.GetGrain<IOperatorGrain>(email);

    private async Task Hire(string email, StaffRole role) =>
        Assert.True((await Of(email).Create(Settings(email, role), Password, By())).IsSaved);

    private static OperatorSettings Settings(string email, StaffRole role = StaffRole.ReadOnly) =>
        new() { Email = email, Name = "Somebody", Rights = new StaffRights { Role = role } };

    private static Change By() => Change.By(Actor.System);
}

public sealed class SqliteRosterTests(SqliteCluster cluster) : RosterScenarios(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgresRosterTests(PostgresCluster cluster) : RosterScenarios(cluster), IClassFixture<PostgresCluster>;
