using Portal.Files;

namespace Portal.Tests.Unit.Files;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("acme.png")]
    [InlineData("acme-logo_2.dark.jpeg")]
    [InlineData("1.gif")]
    [InlineData("a.jpg")]
    public void Plain_names_are_taken(string name) => Assert.Equal("", FileName.Check(name));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Acme.png")]
    [InlineData("acme.svg")]
    [InlineData("acme")]
    [InlineData(".png")]
    [InlineData("acme..png")]
    [InlineData("../acme.png")]
    [InlineData("a/b.png")]
    [InlineData("a b.png")]
    [InlineData("acme.png\n")]
    [InlineData("ächme.png")]
    public void Others_are_not(string? name) => Assert.NotEmpty(FileName.Check(name));

    [Fact]
    public void A_name_ends_at_100_characters()
    {
        Assert.Equal("", FileName.Check(new string('a', 96) + ".png"));
        Assert.Contains("101", FileName.Check(new string('a', 97) + ".png"));
    }
}
