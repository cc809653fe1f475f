using Portal.Alerts;
using Portal.Calls;
using Portal.Customers;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Alerts;

/// <summary>Whenever the process dies: what was decided is told, and told once.</summary>
public abstract class AlertKillTests(ClusterFixture cluster) : AlertWorld(cluster)
{
    private const int Rounds = 144;
    private const int Kills = 50;
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Each_mail_of_a_day_goes_out_once_though_the_process_is_killed_fifty_times()
    {
        await AddWithDomain();
        var settings = LowAsr with { Repeat = 60, Penalty = true, PenaltyMinutes = 45 };
        var alert = await Alert(settings);
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var killed = Enumerable.Range(0, Rounds).ToArray();
        random.Shuffle(killed);
        var deaths = killed.Take(Kills).ToHashSet();
        var (model, made, expected, mails) = (AlertState.New, new List<Call>(), new List<string>(), 0);
        var died = 0;
        for (var turn = 0; turn < Rounds; turn++)
        {
            // Good and bad hours follow each other, and some have no calls. They are told before their time has come.
            var share = turn / 12 % 3 == 1 ? 0.2 : 0.9;
            Call[] calls = turn / 18 % 4 == 3 ? [] : [.. Enumerable.Range(0, 5).Select(i => Made(-1 - i, random.NextDouble() < share))];
            await Happen(calls);
            made.AddRange(calls);
            Clock.Push(Beat);
            var now = Now;
            // The next one begins where it was left. One that comes to its end before its step does so too, and another dies.
            for (var isDead = !deaths.Contains(turn); !isDead;)
            {
                var dying = new DyingProcess(Cluster, random.Next(16));
                await dying.Round(now);
                isDead = dying.IsDead;
                died += isDead ? 1 : 0;
            }

            // Two of them judge at once, as when a member was thought to be gone.
            await Task.WhenAll(new DyingProcess(Cluster, int.MaxValue).Round(now), new DyingProcess(Cluster, int.MaxValue).Round(now));
            Model(now);
        }

        Clock.Push(TimeSpan.FromHours(3));
        await new DyingProcess(Cluster, int.MaxValue).Round(Now);
        Assert.Equal(Kills, died);
        Assert.True(
            expected.Count(one => one.EndsWith("Fired", StringComparison.Ordinal)) > 2, $"seed {seed}: {string.Join(", ", expected)}");
        Assert.Equal(expected, await Happened(alert));
        var sent = await Mails(alert);
        Assert.Equal(2 * mails, sent.Length);
        Assert.Equal(CustomerStatus.Active, (await Grain.Get())!.Settings.Status);

        void Model(DateTimeOffset now)
        {
            var (to, from) = (now.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds() - settings.SamplePeriod!.Value * 60_000L);
            Call[] seen = [.. made.Where(call => call.CallTime.ToUnixTimeMilliseconds() is var time && time >= from && time < to)];
            var reading = seen.Length == 0
                ? new AlertReading(now, now) { Unknown = AlertUnknown.NoCalls }
                : new AlertReading(now, now) { Seen = Math.Round(seen.Count(call => call.IsConnected) * 100m / seen.Length, 3) };
            if (AlertRule.Next(settings, model, reading, now) is not { } kind)
                return;
            var isMailed = AlertRule.IsMailed(settings, model, kind, now);
            model = AlertRule.After(settings, model, kind, now);
            (model, mails) = isMailed ? (AlertRule.Mailed(model, now), mails + 1) : (model, mails);
            expected.Add($"{model.Firings} {kind}");
        }
    }
}

public sealed class AlertKillOnSqlite(AlertsOnSqlite cluster) : AlertKillTests(cluster), IClassFixture<AlertsOnSqlite>;

public sealed class AlertKillOnPostgres(AlertsOnPostgres cluster) : AlertKillTests(cluster), IClassFixture<AlertsOnPostgres>;
