using Portal.Saving;

namespace Portal.Tests.Unit.Architecture;

public sealed class ShortStayTests
{
    /// <summary>What is repeated in minutes by a timer would be lost with a grain that leaves before.</summary>
    [Fact]
    public void Grains_that_leave_soon_after_their_last_call_can_be_told_to_stay()
    {
        var leaving = typeof(ShortStay).Assembly.GetTypes()
            .Where(type => Attribute.IsDefined(type, typeof(CollectionAgeLimitAttribute)))
            .ToArray();
        Assert.NotEmpty(leaving);
        Assert.All(leaving, type => Assert.True(type.IsAssignableTo(typeof(IStays)), type.Name));
    }
}
