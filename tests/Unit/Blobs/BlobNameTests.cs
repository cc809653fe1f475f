using Microsoft.Extensions.Options;
using Portal.Blobs;

namespace Portal.Tests.Unit.Blobs;

public sealed class BlobNameTests
{
    [Theory]
    [InlineData("exports/ab12/0003.csv")]
    [InlineData("a")]
    [InlineData("recordings/fs-1_b/0f.wav")]
    public void A_name_of_plain_parts_is_one(string name) => Assert.True(BlobName.Is(name));

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../b")]
    [InlineData("../a")]
    [InlineData(".begun/a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData(@"a\b")]
    [InlineData("ä")]
    [InlineData("a\0b")]
    public void What_could_leave_its_folder_or_differ_between_file_systems_is_none(string name)
    {
        Assert.False(BlobName.Is(name));
        Assert.Throws<ArgumentException>(() => BlobName.Check(name));
    }

    [Theory]
    [InlineData(BlobProvider.Database, null, null)]
    [InlineData(BlobProvider.Folder, "/srv/portal", null)]
    [InlineData(BlobProvider.Folder, "portal", "Portal:Blobs:Folder is \"portal\". Allowed: an absolute path.")]
    [InlineData(BlobProvider.Folder, null,
        "Portal:Blobs:Folder is not set. Portal:Blobs:Provider=folder needs it: a directory that the fleet shares.")]
    internal void A_folder_has_to_be_named_and_absolute(BlobProvider provider, string? folder, string? sentence)
    {
        var result = new BlobOptionsValidator().Validate(null, new BlobOptions { Provider = provider, Folder = folder });
        Assert.Equal(sentence, result == ValidateOptionsResult.Success ? null : result.FailureMessage);
    }
}
