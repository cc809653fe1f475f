using Portal.Mail;

namespace Portal.Tests.Unit.Mail;

public sealed class MailBackOffTests
{
    [Fact]
    public void Waits_never_shrink_and_end_at_two_hours()
    {
        var waits = Enumerable.Range(1, 40).Select(attempt => MailBackOff.Wait(attempt, 0)).ToArray();
        Assert.Equal(TimeSpan.FromSeconds(30), waits[0]);
        Assert.Equal(waits.Order(), waits);
        Assert.Equal(TimeSpan.FromHours(2), waits[^1]);
    }

    [Fact]
    public void Two_days_hold_some_thirty_tries()
    {
        var (attempts, passed) = (0, TimeSpan.Zero);
        while (passed < MailBackOff.Patience)
            passed += MailBackOff.Wait(++attempts, 0);
        Assert.InRange(attempts, 25, 40);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Jitter_adds_a_tenth_at_most(double jitter) =>
        Assert.InRange(MailBackOff.Wait(4, jitter), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.5));
}
