using Portal.Staff;

namespace Portal.Tests.Unit.Staff;

public sealed class OperatorRulesTests
{
    private static readonly OperatorSettings Admin =
        new() { Email = "a@operator.example", Name = "Ann", Rights = new StaffRights { Role = StaffRole.Admin } };

    private static readonly OperatorSettings Reseller =
        Admin with { Rights = new StaffRights { Role = StaffRole.Reseller, Brands = ["one", "two"], CustomScript = true } };

    [Fact]
    public void Whoever_may_do_less_begins_anew()
    {
        Assert.True(OperatorRules.Narrows(Admin, Admin with { Disabled = true }));
        Assert.True(OperatorRules.Narrows(Admin, Admin with { Rights = new StaffRights { Role = StaffRole.Support } }));
        Assert.True(OperatorRules.Narrows(Reseller, Reseller with { Rights = Reseller.Rights with { Brands = ["two", "three"] } }));
        Assert.True(OperatorRules.Narrows(Reseller, Reseller with { Rights = Reseller.Rights with { CustomScript = false } }));
    }

    [Fact]
    public void Whoever_may_do_as_much_or_more_goes_on()
    {
        Assert.False(OperatorRules.Narrows(Admin, Admin with { Name = "Anna" }));
        Assert.False(OperatorRules.Narrows(Admin, Admin with { Rights = new StaffRights { Role = StaffRole.Owner } }));
        Assert.False(OperatorRules.Narrows(Reseller, Reseller with { Rights = Reseller.Rights with { Brands = ["one", "two", "three"] } }));
    }

    [Fact]
    public void Brands_mean_nothing_beside_another_role_and_are_not_kept()
    {
        var (clean, errors) = OperatorRules.Check(Reseller with { Rights = Reseller.Rights with { Role = StaffRole.Support } });
        Assert.Empty(errors);
        Assert.Empty(clean.Rights.Brands);
        Assert.False(clean.Rights.CustomScript);
    }

    [Theory]
    [InlineData(StaffRole.Owner, true)]
    [InlineData(StaffRole.Support, true)]
    [InlineData(StaffRole.ReadOnly, false)]
    public void Whoever_may_only_read_opens_no_portal(StaffRole role, bool may) =>
        Assert.Equal(may, new StaffRights { Role = role }.CanHelp(null));

    [Fact]
    public void A_reseller_helps_their_own_alone()
    {
        Assert.True(Reseller.Rights.CanHelp("one"));
        Assert.False(Reseller.Rights.CanHelp("three"));
        Assert.False(Reseller.Rights.CanHelp(null));
    }
}
