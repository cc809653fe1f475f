using Portal.Domains;
using Portal.Mail;
using Portal.People;
using Portal.SignUp;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.SignUp;

/// <summary>A sign-up whose process dies between any two of its steps.</summary>
public abstract class SignUpCrashTests(ClusterFixture cluster) : SignUpScenarios(cluster)
{
    [Fact]
    public async Task Whatever_dies_after_confirming_there_is_one_of_each()
    {
        await Open();
        for (var point = 0; ; point++)
        {
            Assert.True(point < MostPoints);
            var email = $"crash{point}.{Email}";
            var source = $"198.51.100.{point}";
            var key = await Begin(Form with { Email = email, Source = source });
            var link = Mails(MailKind.VerifyEmail)[^1].Link!;
            Assert.True(SignUpLink.TryRead(link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..], out _, out var hash));

            var died = await DiesAt(point, key, SignUp(key), () => SignUp(key).Confirm(hash, Host, "browser", null));
            // As the reminder does when it was saved before, or the visitor who tries again.
            await Remind(SignUp(key));
            Assert.True((await SignUp(key).Confirm(hash, Host, "browser", null)).IsSaved, $"died at {point}");

            await HoldsOneOfEach(email);
            Assert.Equal(point + 1, (await Customers()).Length);
            Assert.Equal(SignUpLinkState.Done, await SignUp(key).Look(hash, Host, "browser"));
            if (!died)
                return;
        }
    }

    [Fact]
    public async Task Whatever_dies_while_the_form_is_taken_there_is_one_mail_with_a_good_link()
    {
        await Open();
        for (var point = 0; ; point++)
        {
            Assert.True(point < MostPoints);
            var email = $"begin{point}.{Email}";
            var form = Form with { Email = email, Source = $"203.0.113.{point}" };
            var key = NewKey();
            var died = await DiesAt(point, key, SignUp(key), () => SignUp(key).Begin(form));
            Assert.Empty((await SignUp(key).Begin(form)).Errors);

            var link = Assert.Single(Mails(MailKind.VerifyEmail), mail => mail.ToAddress == email).Link!;
            Assert.True(SignUpLink.TryRead(link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..], out var linked, out var hash));
            Assert.Equal(key, linked);
            Assert.Equal(SignUpLinkState.Confirmable, await SignUp(key).Look(hash, Host, "browser"));
            if (!died)
                return;
        }
    }

    [Fact]
    public async Task A_confirmed_sign_up_whose_domain_is_gone_ends_with_a_reason_and_frees_the_address()
    {
        await Open();
        var key = await Begin();
        Faults.DieAt(key, 6);
        await Try(() => Confirm());
        await Cluster.Deactivate(SignUp(key));
        Assert.Contains("\"confirmed\"", await Stored(key), StringComparison.Ordinal);
        Assert.True((await Cluster.Grains.GetGrain<IDomainGrain>(Host).Delete(By("delete"))).IsSaved);
        Faults.Revive(key);
        await Remind(SignUp(key));
        var stored = await Stored(key);
        Assert.Contains("domain was deleted", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Email, stored, StringComparison.Ordinal);
        Assert.Empty(await Customers());
        Assert.Null(await (await Cluster.Service<EmailHolds>().Of(Email)).Find(Host));
    }
}

public sealed class SqliteSignUpCrashTests(SqliteSignUps cluster) : SignUpCrashTests(cluster), IClassFixture<SqliteSignUps>;

public sealed class PostgresSignUpCrashTests(PostgresSignUps cluster) : SignUpCrashTests(cluster), IClassFixture<PostgresSignUps>;
