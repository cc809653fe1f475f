using Portal.Access;
using Portal.People;
using Portal.Staff;

namespace Portal.Tests.Unit.People;

public sealed class ContactViewTests
{
    private static readonly ContactView Shared = new(
        "ct_1", "c_1", "p_1",
        new ContactSettings
        {
            Name = "Ada Lark",
            Email = "ada@lark.example",
            Phone = "+1 520 555 0100",
            Mobile = "+1 520 555 0101",
            Language = "de",
            TimeZone = "Europe/Berlin",
            Department = "Sales",
        },
        HasPassword: true,
        HasSecondFactor: true,
        HasOtherPlaces: true,
        PersonVersion: 3,
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_reseller_sees_nothing_of_the_own_fields_of_somebody_with_places_elsewhere()
    {
        var seen = Shared.SeenBy(new StaffRights { Role = StaffRole.Reseller, Brands = ["acme"] });
        Assert.Equal(("Ada Lark", "ada@lark.example", "Sales"), (seen.Settings.Name, seen.Settings.Email, seen.Settings.Department));
        Assert.Equal((null, null, null, null), (seen.Settings.Phone, seen.Settings.Mobile, seen.Settings.Language, seen.Settings.TimeZone));
        Assert.False(seen.HasSecondFactor);
        Assert.Null(seen.LastSignInAt);
    }

    [Fact]
    public void A_reseller_sees_all_of_somebody_whose_only_place_it_is() =>
        Assert.Equal(
            Shared with { HasOtherPlaces = false },
            (Shared with { HasOtherPlaces = false }).SeenBy(new StaffRights { Role = StaffRole.Reseller, Brands = ["acme"] }));

    [Fact]
    public void A_resellers_list_says_nothing_of_the_second_factor_of_somebody_with_places_elsewhere()
    {
        var row = new ContactRow(
            "ct_1", "c_1", "p_1", "Ada Lark", "ada@lark.example",
            ContactRole.All,
            ContactStatus.Active,
            null,
            HasPassword: false,
            HasSecondFactor: true,
            HasOtherPlaces: true);
        var reseller = new StaffRights { Role = StaffRole.Reseller, Brands = ["acme"] };
        Assert.Equal((true, false), (row.SeenBy(reseller).HasPassword, row.SeenBy(reseller).HasSecondFactor));
        Assert.Equal(row with { HasOtherPlaces = false }, (row with { HasOtherPlaces = false }).SeenBy(reseller));
        Assert.Equal(row, row.SeenBy(new StaffRights { Role = StaffRole.Support }));
    }

    [Fact]
    public void Staff_of_the_whole_platform_see_all() => Assert.Equal(Shared, Shared.SeenBy(new StaffRights { Role = StaffRole.Support }));
}
