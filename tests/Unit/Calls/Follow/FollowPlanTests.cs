using Portal.Hosting.Commands;

namespace Portal.Tests.Unit.Calls.Follow;

public sealed class FollowPlanTests
{
    private static readonly string There = Path.GetTempPath();
    private static readonly string Key = typeof(FollowPlanTests).Assembly.Location;

    [Theory]
    [InlineData("none of its options", "--from", "x")]
    [InlineData("needs a value", "--to")]
    [InlineData("belong together", "--to", "https://portal.example")]
    [InlineData("takes days", "--delete-after", "0")]
    [InlineData("takes days", "--delete-after", "soon")]
    public void Wrong_use_says_what_is_right(string sentence, params string[] options) =>
        Assert.Contains(sentence, FollowPlan.Read(["cdrs", "--follow", There, .. options]).Wrong, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://portal.example/", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://localhost:8080", true)]
    [InlineData("http://portal.example", false)]
    [InlineData("portal.example", false)]
    [InlineData("ftp://portal.example", false)]
    public void A_key_goes_over_TLS_or_stays_on_the_machine(string address, bool isTaken) => Assert.Equal(
        isTaken, FollowPlan.Read(["cdrs", "--follow", There, "--to", address, "--key-file", Key]).Plan is not null);

    [Fact]
    public void Paths_are_those_of_whoever_calls() => Assert.Equal(
        ["cdrs", "--follow", Path.GetFullPath("spool"), "--mapping", "asterisk", "--state", Path.GetFullPath("x")],
        FollowPlan.Absolute(["cdrs", "--follow", "spool", "--mapping", "asterisk", "--state", "x"]));

    [Theory]
    [InlineData(1, null, 0.25, 0.5)]
    [InlineData(3, null, 1, 2)]
    [InlineData(100, null, 5, 10)]
    [InlineData(1, 60, 60, 72)]
    [InlineData(100, 1, 5, 10)]
    public void Another_side_that_is_away_is_asked_ever_less_often(int failures, int? asked, double least, double most)
    {
        TimeSpan? wanted = asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        Assert.Equal(least, FollowBackOff.Wait(failures, wanted, 0).TotalSeconds);
        Assert.Equal(most, FollowBackOff.Wait(failures, wanted, 1).TotalSeconds);
    }
}
