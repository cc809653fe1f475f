using System.Text;
using OtpNet;
using Portal.Credentials;

namespace Portal.Tests.Unit.Credentials;

public sealed class SecondFactorTests
{
    // RFC 6238, appendix B: the key and the last six of its eight digits.
    private static readonly string Key = Base32Encoding.ToString(Encoding.ASCII.GetBytes("12345678901234567890"));

    [Theory]
    [InlineData(59, "287082", 1)]
    [InlineData(1111111109, "081804", 37037036)]
    [InlineData(20000000000, "353130", 666666666)]
    public void Reads_the_codes_of_the_standard(long time, string code, long step) =>
        Assert.Equal(step, SecondFactor.StepOf(Key, code, 0, DateTimeOffset.FromUnixTimeSeconds(time)));

    [Fact]
    public void Accepts_a_step_once_and_none_before_it()
    {
        Assert.Null(SecondFactor.StepOf(Key, "287082", 1, DateTimeOffset.FromUnixTimeSeconds(59)));
        Assert.Null(SecondFactor.StepOf(Key, "287082", 2, DateTimeOffset.FromUnixTimeSeconds(61)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870821")]
    [InlineData("000000")]
    public void Refuses_what_is_no_code(string code) =>
        Assert.Null(SecondFactor.StepOf(Key, code, 0, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Fact]
    public void Allows_a_clock_one_step_off_and_no_more()
    {
        Assert.NotNull(SecondFactor.StepOf(Key, "287082", 0, DateTimeOffset.FromUnixTimeSeconds(89)));
        Assert.Null(SecondFactor.StepOf(Key, "287082", 0, DateTimeOffset.FromUnixTimeSeconds(125)));
    }

    [Fact]
    public void Knows_a_recovery_code_however_it_is_typed()
    {
        var (codes, hashes) = SecondFactor.NewRecoveryCodes();
        Assert.Equal(10, hashes.Distinct().Count());
        Assert.Equal(hashes[0], SecondFactor.Hash(" " + codes[0].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal)));
    }
}
