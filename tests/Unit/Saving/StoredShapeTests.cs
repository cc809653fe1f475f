using Portal.Saving;

namespace Portal.Tests.Unit.Saving;

public sealed class StoredShapeTests
{
    [Fact]
    public void Whatever_is_stored_keeps_members_that_a_newer_release_added() =>
        Assert.Equal("", string.Join(' ', StoredTypes.All.Where(type => !type.IsSubclassOf(typeof(Kept))).Select(type => type.Name)));
}
