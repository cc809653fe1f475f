using Dapper;
using OtpNet;
using Portal.Saving;
using Portal.Staff;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Staff;

public abstract class StaffScenarios(ClusterFixture cluster)
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task A_member_of_staff_signs_in_with_password_and_code_and_each_code_once()
    {
        var ann = await Hire("ann@operator.example");
        Assert.Equal(SignInOutcome.Accepted, (await ann.CheckPassword(Password, null)).Outcome);

        var begun = await ann.GetEnrolment();
        Assert.Equal(begun, await ann.GetEnrolment(begun.Offer));
        Assert.Null(await ann.FinishEnrolment(begun.Offer, "000000x", By()));
        var code = new Totp(Base32Encoding.ToBytes(begun.Secret)).ComputeTotp();
        Assert.Null(await ann.FinishEnrolment((await ann.GetEnrolment()).Offer, code, By()));
        Assert.Null(await (await Hire("mallory@operator.example")).FinishEnrolment(begun.Offer, code, By()));
        var recovery = await ann.FinishEnrolment(begun.Offer, code, By());
        Assert.Equal(10, recovery!.Length);

        Assert.Equal(SignInOutcome.NeedsCode, (await ann.CheckPassword(Password, null)).Outcome);
        Assert.Equal(SignInOutcome.Refused, (await ann.CheckCode(code, null)).Outcome);
        await cluster.Deactivate(ann);
        Assert.Equal(SignInOutcome.Accepted, (await ann.CheckCode(recovery[3], null)).Outcome);
        Assert.Equal(SignInOutcome.Refused, (await ann.CheckCode(recovery[3], null)).Outcome);
        Assert.Equal(9, (await ann.Get())!.RecoveryCodesLeft);
    }

    [Fact]
    public async Task Wrong_passwords_make_strangers_wait_but_not_the_owners_own_browser()
    {
        var bob = await Hire("bob@operator.example");
        await bob.TrustDevice("known");
        for (var i = 0; i < 5; i++)
            Assert.Equal(SignInOutcome.Refused, (await bob.CheckPassword("wrong", null)).Outcome);
        Assert.Equal(SignInOutcome.Wait, (await bob.CheckPassword(Password, null)).Outcome);
        Assert.Equal(SignInOutcome.Accepted, (await bob.CheckPassword(Password, "known")).Outcome);
    }

    [Fact]
    public async Task The_same_operation_makes_one_account_and_another_is_told_that_it_exists()
    {
        var eve = cluster.Grains.GetGrain<IOperatorGrain>("eve@operator.example");
        var change = By();
        var first = await eve.Create(Settings("eve@operator.example"), Password, change);
        var again = await eve.Create(Settings("eve@operator.example"), Password, change);
        Assert.Equal(first.Value!.Id, again.Value!.Id);
        Assert.Equal(SaveOutcome.Exists, (await eve.Create(Settings("eve@operator.example"), Password, By())).Outcome);
        Assert.Equal(
            SaveOutcome.Invalid,
            (await cluster.Grains.GetGrain<IOperatorGrain>("new@operator.example").Create(
                Settings("new@operator.example"), "short", By())).Outcome);
    }

    [Fact]
    public async Task A_session_is_found_by_its_token_until_it_is_ended_and_the_token_is_stored_nowhere()
    {
        var sessions = cluster.Service<StaffSessions>();
        var token = await sessions.Start("kim@operator.example", pending: false, "192.0.2.1", "Browser");
        var other = await sessions.Start("kim@operator.example", pending: false, null, null);
        var found = await sessions.Find(token, CancellationToken.None);
        Assert.Equal("kim@operator.example", found!.Email);
        Assert.NotEqual(token, found.Id);
        await sessions.EndOthers("kim@operator.example", found.Id);
        Assert.Null(await sessions.Find(other, CancellationToken.None));
        await sessions.End("someone@else.example", found.Id);
        Assert.NotNull(await sessions.Find(token, CancellationToken.None));
        await sessions.End("kim@operator.example", found.Id);
        Assert.Null(await sessions.Find(token, CancellationToken.None));
    }

    [Fact]
    public async Task The_link_of_the_first_start_works_once()
    {
        var setup = cluster.Grains.GetGrain<IStaffSetupGrain>(0);
        Assert.True(await setup.Offer("hash"));
        Assert.False(await setup.Accepts("other"));
        Assert.Equal(SaveOutcome.NotFound, (await setup.CreateFirst("other", Settings("first@operator.example"), Password, By())).Outcome);
        Assert.Equal(SaveOutcome.Invalid, (await setup.CreateFirst("hash", Settings("first@operator.example"), "short", By())).Outcome);
        Assert.True((await setup.CreateFirst("hash", Settings("first@operator.example"), Password, By())).IsSaved);
        Assert.False(await setup.Accepts("hash"));
        Assert.False(await setup.Offer("another"));
    }

    [Fact]
    public async Task Neither_password_nor_second_factor_can_be_read_in_the_store()
    {
        var zoe = await Hire("zoe@operator.example");
        var (secret, _, offer) = await zoe.GetEnrolment();
        Assert.NotNull(await zoe.FinishEnrolment(offer, new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(), By()));
        await using var connection = await cluster.Database.Read.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var states = await connection.QueryAsync<byte[]>("SELECT PayloadBinary FROM OrleansStorage WHERE PayloadBinary IS NOT NULL");
        var all = string.Concat(states.Select(System.Text.Encoding.UTF8.GetString));
        Assert.Contains("zoe@operator.example", all, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_is_gone_is_written_again_by_the_daily_comparison()
    {
        await Hire("lost@operator.example");
        await using (var connection = await cluster.Database.Write.OpenConnectionAsync(TestContext.Current.CancellationToken))
            await connection.ExecuteAsync("DELETE FROM portal_operators WHERE email = 'lost@operator.example'");
        await cluster.Grains.GetGrain<Portal.Domains.IReconcilerGrain>(0).Run();
        Assert.True(await cluster.Service<OperatorDirectory>().Exists("lost@operator.example", TestContext.Current.CancellationToken));
    }

    private async Task<IOperatorGrain> Hire(string email)
    {
        var grain = cluster.Grains.GetGrain<IOperatorGrain>(email);
        Assert.True((await grain.Create(Settings(email), Password, By())).IsSaved);
        return grain;
    }

    private static OperatorSettings Settings(string email) =>
        new() { Email = email, Name = "Somebody", Rights = new StaffRights { Role = StaffRole.Admin } };

    private static Change By() => Change.By(Actor.System);
}

public sealed class SqliteStaffTests(SqliteCluster cluster) : StaffScenarios(cluster), IClassFixture<SqliteCluster>;

public sealed class PostgresStaffTests(PostgresCluster cluster) : StaffScenarios(cluster), IClassFixture<PostgresCluster>;
