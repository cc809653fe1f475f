using Microsoft.Extensions.Options;
using Portal.Calls;

namespace Portal.Tests.Unit.Calls;

public sealed class CallRetentionOptionsTests
{
    [Theory]
    [InlineData(400, 60, null)]
    [InlineData(61, 60, null)]
    [InlineData(60, 60, "Portal:Calls:HotDays is \"60\". Allowed: more than Portal:Calls:IntakeDays, which is 60.")]
    [InlineData(0, 60, "Portal:Calls:HotDays is \"0\". Allowed: 2 to 36500.")]
    [InlineData(40_000, 60, "Portal:Calls:HotDays is \"40000\". Allowed: 2 to 36500.")]
    public void Calls_that_may_come_in_are_kept(int hotDays, int intakeDays, string? sentence)
    {
        var validator = new CallRetentionOptionsValidator(Options.Create(new CallIntakeOptions { IntakeDays = intakeDays }));
        var result = validator.Validate(null, new CallRetentionOptions { HotDays = hotDays });
        Assert.Equal(sentence, result == ValidateOptionsResult.Success ? null : result.FailureMessage);
    }
}
