using Portal.Customers;
using Portal.Domains;
using Portal.Saving;
using Portal.Staff;
using Portal.WebHost.Documents;

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
        Assert.Null(new FormFields(Values("sipPing", written), "", errors).Choice<SipPing>("sipPing"));
        Assert.Equal("sipPing", Assert.Single(errors).Field);
    }

    [Theory]
    [InlineData("both")]
    [InlineData("Both")]
    public void A_choice_is_known_by_its_name_in_any_case(string written)
    {
        var errors = new List<FieldError>();
        Assert.Equal(SipPing.Both, new FormFields(Values("sipPing", written), "", errors).Choice<SipPing>("sipPing"));
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("owner,admin")]
    [InlineData("nobody")]
    public void A_role_that_is_no_name_gives_the_least(string written) =>
        Assert.Equal(StaffRole.ReadOnly, OperatorDocument.Operator.FromForm(Values("role", written), []).Rights.Role);

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("requireSecondFactor,rememberMe")]
    [InlineData("nothing")]
    public void A_flag_that_is_no_name_is_none(string written) =>
        Assert.Empty(DomainDocument.Domain.FromForm(Values("flags", written), []).Flags);

    [Fact]
    public void Roles_and_flags_are_known_by_their_names()
    {
        Assert.Equal(StaffRole.Owner, OperatorDocument.Operator.FromForm(Values("role", "owner"), []).Rights.Role);
        Assert.Equal([DomainFlag.RememberMe], DomainDocument.Domain.FromForm(Values("flags", "rememberMe"), []).Flags);
    }

    private static FormValues Values(string name, string text)
    {
        var values = new FormValues();
        values.Set(name, text);
        return values;
    }
}
