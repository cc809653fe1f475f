using Dapper;
using Microsoft.Extensions.Logging;
using Portal.Brands;
using Portal.Customers;
using Portal.Files;
using Portal.Saving;
using Portal.Staff;
using Portal.Tests.Cluster.Domains;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Saving;

/// <summary>What follows a commit: within one budget, never an error of the change, repeated until it is done.</summary>
public abstract class FollowUpTests(ClusterFixture cluster) : DomainScenarios(cluster)
{
    private FollowUpFaults Faults => Cluster.Service<FollowUpFaults>();

    private string Subject => "domain/" + Host;

    [Fact]
    public async Task A_save_is_answered_and_shown_while_the_certificates_grain_hangs()
    {
        var made = await Add();
        Faults.Hang(Host);
        var saved = await Domain.Save(Settings with { Footer = "One" }, By(Operation("one")));
        Assert.True(saved.IsSaved);
        Assert.True(saved.Announced, "The front ends were told: what hangs is no concern of theirs.");
        // The grain is free meanwhile: it answers, and takes the next change.
        Assert.Equal("One", (await Domain.Get())!.Settings.Footer);
        Assert.True((await Domain.Save(Settings with { Footer = "Two" }, By(Operation("two")))).IsSaved);
        Assert.NotEqual(made.Version + 2, await Settled());

        Faults.Thaw(Host);
        await Eventually.Holds(async () => await Settled() == made.Version + 2, "the last change is settled");
        Assert.Equal(3, await Audits(Subject));
    }

    [Fact]
    public async Task Changes_while_rows_cannot_be_written_keep_each_audit_entry_in_order()
    {
        await Add();
        await Cluster.Without("portal_audit", async () =>
        {
            for (var i = 1; i <= 4; i++)
                Assert.True((await Domain.Save(Settings with { Footer = $"{i}" }, By(Operation($"save{i}")))).IsSaved);
            await Cluster.Deactivate(Domain);
            Assert.True((await Domain.Save(Settings with { Footer = "5" }, By(Operation("save5")))).IsSaved);
        });
        await ClusterFixture.Repaired(Domain.Repair);
        await using var connection = await Cluster.Database.Read.OpenConnectionAsync();
        var footers = (await connection.QueryAsync<string>(
            "SELECT after FROM portal_audit WHERE target = @Subject AND action = 'domain.save' ORDER BY time", new { Subject })).ToArray();
        Assert.Equal(
            ["1", "2", "3", "4", "5"],
            footers.Select(after => System.Text.Json.Nodes.JsonNode.Parse(after)!["footer"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Every_subject_answers_saved_while_its_rows_cannot_be_written()
    {
        await Add();
        await Cluster.Without("portal_audit", async () =>
        {
            Assert.Equal(SaveOutcome.Saved, (await Domain.Save(Settings with { Footer = "Kept" }, By(Operation("domain")))).Outcome);
            Assert.Equal(
                SaveOutcome.Saved,
                (await Brand.Save(new BrandSettings { Id = BrandId, Name = "Kept" }, By(Operation("brand2")))).Outcome);
            Assert.Equal(
                SaveOutcome.Saved,
                (await Cluster.Grains.GetGrain<IFileGrain>(Operation("logo") + ".png").Put(Picture(), By(Operation("file")))).Outcome);
            var customer = CustomerIds.For(CustomerKind.Customer, Operation("customer"));
            Assert.Equal(SaveOutcome.Saved, (await Cluster.Grains.GetGrain<ICustomerGrain>(customer).Create(
                new CustomerSettings { Id = customer, Name = "Kept", Currency = "USD" }, [], By(Operation("customer")))).Outcome);
            var staff =
                new OperatorSettings
                {
                    Email = $"{Operation("ada")}@example.com",
                    Name = "Ada",
                    Rights = new StaffRights { Role = StaffRole.Admin },
                };
            Assert.Equal(
                SaveOutcome.Saved,
                (await Cluster.Grains.GetGrain<IOperatorGrain>(staff.Email).Create(
                    staff, "a long enough password", By(Operation("staff")))).Outcome);
        });
    }

    [Fact]
    public async Task Rows_that_stay_unwritten_are_told_once_and_listed_until_they_are_written()
    {
        await Add();
        await Cluster.Without("portal_audit", async () =>
        {
            await Domain.Save(Settings with { Footer = "Stuck" }, By(Operation("stuck")));
            for (var i = 0; i < 6; i++)
                await Assert.ThrowsAsync<StoreUnavailableException>(Domain.Repair);
            Assert.Equal(1, Faults.Told(LogLevel.Error, Subject));
            var note = Assert.Single(Cluster.Service<Unsettled>().All, note => note.Subject == Subject);
            Assert.True(note.Tries >= Unsettled.ToldAfter);
            Assert.NotEmpty(note.Reason);
            await Eventually.Holds(async () => (await Listed()).Any(listed => listed.Subject == Subject), "the fleet's list has it");
        });
        await ClusterFixture.Repaired(Domain.Repair);
        Assert.DoesNotContain(Cluster.Service<Unsettled>().All, note => note.Subject == Subject);
        await Eventually.Holds(async () => !(await Listed()).Any(listed => listed.Subject == Subject), "the fleet's list has it no more");
    }

    [Fact]
    public async Task A_change_is_refused_rather_than_that_an_earlier_one_is_forgotten()
    {
        await Add();
        await Cluster.Without("portal_audit", async () =>
        {
            for (var i = 0; i < SavingParts.MostWaiting; i++)
                await Brand.Save(new BrandSettings { Id = BrandId, Name = $"{i}" }, By(Operation($"brand-{i}")));
            var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            {
                for (var i = 0; i < 3; i++)
                    await Brand.Save(new BrandSettings { Id = BrandId, Name = "More" }, By(Operation($"more-{i}")));
            });
            Assert.Equal(StoreFault.Behind, refused.Fault);
        });
        await ClusterFixture.Repaired(Brand.Repair);
        Assert.True((await Brand.Save(new BrandSettings { Id = BrandId, Name = "Again" }, By(Operation("again")))).IsSaved);
        Assert.True(await Audits("brand/" + BrandId) >= SavingParts.MostWaiting);
    }

    private Task<UnsettledNote[]> Listed() => Cluster.Grains.GetGrain<IUnsettledGrain>(0).List();
}

public sealed class FollowUpsOnSqlite(SqliteFollowUps cluster) : FollowUpTests(cluster), IClassFixture<SqliteFollowUps>;

public sealed class FollowUpsOnPostgres(PostgresFollowUps cluster) : FollowUpTests(cluster), IClassFixture<PostgresFollowUps>;
