using Portal.People;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Customers;

/// <summary>A move from no domain to one whose process dies between any two of its steps.</summary>
public sealed class CustomerMoveCrashTests(SqliteMoves cluster) : CustomerMoveScenarios(cluster), IClassFixture<SqliteMoves>
{
    // Two people are asked fewer times than half of this: the last points are never reached.
    private const int MostPoints = 30;

    // Two calls at least to each of two people, with a point before and one after each: fewer would mean that nothing died.
    private const int FewestPoints = 6;

    private MoveFaults Faults => Cluster.Service<MoveFaults>();

    [Fact]
    public async Task Whatever_dies_the_people_go_along_and_who_has_places_elsewhere_is_split()
    {
        await Domains();
        for (var point = 0; ; point++)
        {
            Assert.True(point < MostPoints);
            var (mover, other) = (await Other($"mover{point}", null), await Other($"other{point}", null));
            var (ann, bob) = (await Invite(mover, $"ann{point}."), await Invite(mover, $"bob{point}."));
            Assert.Equal(bob.Person, (await Invite(other, $"bob{point}.")).Person);

            var died = await MoveWith(mover, point);
            // As whoever saves tries again.
            Saved(await At(mover).Save((await At(mover).Get())!.Settings with { Domain = Host }, By(Operation($"again{point}"))));

            await Eventually.Holds(
                async () =>
                    await Holder(Host, $"ann{point}.") == ann.Person && await Holder(Host, $"bob{point}.") is { } there
                        && there != bob.Person,
                $"the people are there, died at {point}");
            Assert.Null(await Holder(LoginScope.Anywhere, $"ann{point}."));
            Assert.Equal(bob.Person, await Holder(LoginScope.Anywhere, $"bob{point}."));
            Assert.Equal(bob.Person, Assert.Single(await Rows(other)).Person);
            await Eventually.Holds(async () => (await Rows(mover)).Count == 2, $"each has one place, died at {point}");
            if (!died)
            {
                Assert.True(point >= FewestPoints);
                return;
            }
        }
    }

    [Fact]
    public async Task Whatever_dies_an_address_that_is_taken_there_changes_nothing_and_holds_nothing()
    {
        await Domains();
        for (var point = 0; ; point++)
        {
            Assert.True(point < MostPoints);
            // Somebody on the target's domain has bob's address already: two strangers of one scope each.
            var (mover, there, other) = (
                await Other($"mover{point}", From), await Other($"there{point}", Host), await Other($"other{point}", From));
            var (ann, bob, cid) = (
                await Invite(mover, $"ann{point}."), await Invite(mover, $"bob{point}."), await Invite(mover, $"cid{point}."));
            await Invite(there, $"bob{point}.");
            Assert.Equal(cid.Person, (await Invite(other, $"cid{point}.")).Person);
            var before = (await At(mover).Get())!;

            var died = await MoveWith(mover, point);
            var refused = await At(mover).Save(before.Settings with { Domain = Host }, By(Operation($"again{point}"), before.Version));
            Refused(SaveOutcome.Exists, "domain", refused);
            Assert.Contains(Address($"bob{point}."), refused.Errors[0].Reason, StringComparison.Ordinal);
            Assert.DoesNotContain(Address($"ann{point}."), refused.Errors[0].Reason, StringComparison.Ordinal);
            var after = (await At(mover).Get())!;
            Assert.Equal((before.Version, before.Settings.Domain), (after.Version, after.Settings.Domain));
            Assert.Equal([ann.Person, bob.Person, cid.Person], (await Rows(mover)).Select(row => row.Person));
            foreach (var (name, person) in new[] { ("ann", ann.Person), ("bob", bob.Person), ("cid", cid.Person) })
                Assert.Equal(person, await Holder(From, $"{name}{point}."));

            // What was held there on the way is free again.
            await Invite(there, $"ann{point}.");
            await Invite(there, $"cid{point}.");
            if (!died)
            {
                Assert.True(point >= FewestPoints);
                return;
            }
        }
    }

    private string From => $"from{Number}.acme.example";

    private async Task Domains()
    {
        await AddDomain(From, $"from-{Number}");
        await AddDomain();
    }

    private async Task<bool> MoveWith(string mover, int point)
    {
        var settings = (await At(mover).Get())!.Settings with { Domain = Host };
        Faults.DieAt(mover, point);
        try
        {
            await At(mover).Save(settings, By(Operation($"move{point}")));
        }
        catch (InvalidOperationException)
        {
            // That is what dying looks like from here.
        }

        await Cluster.Deactivate(At(mover));
        return Faults.Revive(mover);
    }
}
