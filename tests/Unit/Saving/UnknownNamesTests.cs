using Portal.Customers;
using Portal.Domains;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Tests.Unit.Saving;

public sealed class UnknownNamesTests
{
    [Fact]
    public void A_stored_name_that_nobody_here_knows_is_written_again_as_it_was()
    {
        var read = Read("""{"host":"a.example","status":"parked","flags":["noIndex","glow"]}""");
        Assert.True(UnknownNames.IsUnknown(read.Status));
        var written = PortalJson.Write(read);
        Assert.Contains("\"status\":\"parked\"", written, StringComparison.Ordinal);
        Assert.Contains("[\"noIndex\",\"glow\"]", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_only_a_newer_member_of_the_fleet_knows_is_stored_as_that_number()
    {
        var written = PortalJson.Write(new DomainSettings { Host = "a.example", Status = (DomainStatus)7 });
        Assert.Contains("\"status\":7", written, StringComparison.Ordinal);
        Assert.Equal((DomainStatus)7, Read(written).Status);
    }

    [Fact]
    public void What_an_older_release_passes_on_without_its_name_is_known_by_its_number_to_whoever_knows_the_name()
    {
        // This process has read "blue" as a name of another enumeration alone, as an older release would of this one.
        var number = Convert.ToInt32(UnknownNames.Keep<SignUpPolicy>("penalty"), System.Globalization.CultureInfo.InvariantCulture);
        var passed = (CustomerStatus)number;
        Assert.Equal("penalty", UnknownNames.Of(passed));
    }

    [Fact]
    public void What_is_shown_of_an_unknown_value_can_be_sent_back()
    {
        var value = (DomainStatus)9;
        Assert.True(UnknownNames.TryParse<DomainStatus>(UnknownNames.Of(value), out var read));
        Assert.Equal(value, read);
    }

    [Theory, InlineData("enabled"), InlineData("Enabled"), InlineData("9"), InlineData("unknown-"), InlineData("unknown-x")]
    public void Nothing_else_is_taken_for_an_unknown_value(string name) => Assert.False(UnknownNames.TryParse<DomainStatus>(name, out _));

    private static DomainSettings Read(string json) =>
        System.Text.Json.JsonSerializer.Deserialize<DomainSettings>(json, PortalJson.Options)!;
}
