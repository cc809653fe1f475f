using Portal.WebHost.ControlPanel;

namespace Portal.Tests.Unit.ControlPanel;

public sealed class ReturnToTests
{
    [Theory]
    [InlineData("/domains/a.example?x=1", "/domains/a.example?x=1")]
    [InlineData("//evil.example", "/domains")]
    [InlineData("/\\evil.example", "/domains")]
    [InlineData("https://evil.example", "/domains")]
    [InlineData("/sign-out", "/domains")]
    [InlineData(null, "/domains")]
    [InlineData("/\u00e9", "/domains")]
    [InlineData("/customers/%C3%A9", "/customers/%C3%A9")]
    public void Signing_in_leads_to_pages_of_ours_alone(string? to, string path) => Assert.Equal(path, ReturnTo.Clean(to));
}
