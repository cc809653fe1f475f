using Portal.Customers;
using Portal.Domains;
using Portal.Saving;
using Portal.Staff;
using Portal.WebHost.ControlPanel;

namespace Portal.Tests.Unit.ControlPanel;

/// <summary>What forms choose from are names. A number, or several names at once, would be read as a value that nobody chose.</summary>
public sealed class ChoiceTests
{
    private static readonly string[] NoNames = ["0", "1", " 1 ", "+1", "off,both", "Off, Both", "2,1", "nothing"];

    public static TheoryData<string> Wrong => [.. NoNames];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_choice_that_is_no_name_is_told_at_its_field(string written)
    {
        var errors = new List<FieldError>();
        Assert.Equal(SipPing.Off, Numbers.Choice(Values("sipPing", written), "sipPing", SipPing.Off, errors));
        Assert.Equal("sipPing", Assert.Single(errors).Field);
    }

    [Theory]
    [InlineData("both")]
    [InlineData("Both")]
    public void A_choice_is_known_by_its_name_in_any_case(string written)
    {
        var errors = new List<FieldError>();
        Assert.Equal(SipPing.Both, Numbers.Choice(Values("sipPing", written), "sipPing", SipPing.Off, errors));
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("owner,admin")]
    [InlineData("nobody")]
    public void A_role_that_is_no_name_gives_the_least(string written) =>
        Assert.Equal(StaffRole.ReadOnly, StaffFields.Read(Values("role", written), "ann@acme.example").Rights.Role);

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("requireSecondFactor,rememberMe")]
    [InlineData("nothing")]
    public void A_flag_that_is_no_name_is_none(string written) =>
        Assert.Empty(DomainFields.Read(Values("flags", written), "portal.acme.example", []).Flags);

    [Fact]
    public void Roles_and_flags_are_known_by_their_names()
    {
        Assert.Equal(StaffRole.Owner, StaffFields.Read(Values("role", "owner"), "ann@acme.example").Rights.Role);
        Assert.Equal([DomainFlag.RememberMe], DomainFields.Read(Values("flags", "rememberMe"), "portal.acme.example", []).Flags);
    }

    private static FormValues Values(string name, string text)
    {
        var values = new FormValues();
        values.Set(name, text);
        return values;
    }
}
