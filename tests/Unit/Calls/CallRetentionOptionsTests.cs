using Microsoft.Extensions.Options;
using Portal.Blobs;
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
        var validator = new CallRetentionOptionsValidator(
            Options.Create(new CallIntakeOptions { IntakeDays = intakeDays }), Options.Create(new BlobOptions()));
        var result = validator.Validate(null, new CallRetentionOptions { HotDays = hotDays });
        Assert.Equal(sentence, result == ValidateOptionsResult.Success ? null : result.FailureMessage);
    }

    [Theory]
    [InlineData(400, true, null)]
    [InlineData(400, false, null)]
    [InlineData(2000, true, null)]
    [InlineData(
        2000, false, "Portal:Calls:KeepDays is more than HotDays: old calls are to lie in files. Set Portal:Blobs:Provider to folder.")]
    [InlineData(399, true, "Portal:Calls:KeepDays is \"399\". Allowed: HotDays, which is 400, to 36500.")]
    public void Calls_are_archived_where_there_is_a_place_for_files(int keepDays, bool isFolder, string? sentence)
    {
        var validator = new CallRetentionOptionsValidator(
            Options.Create(new CallIntakeOptions()),
            Options.Create(new BlobOptions { Provider = isFolder ? BlobProvider.Folder : BlobProvider.Database }));
        var result = validator.Validate(null, new CallRetentionOptions { KeepDays = keepDays });
        Assert.Equal(sentence, result == ValidateOptionsResult.Success ? null : result.FailureMessage);
    }
}
