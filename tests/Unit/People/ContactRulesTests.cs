using Portal.Customers;
using Portal.People;
using Portal.Saving;

namespace Portal.Tests.Unit.People;

public sealed class ContactRulesTests
{
    private static readonly ContactSettings Ann = new() { Name = "Ann", Email = "ann@acme.example" };

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7/32")]
    [InlineData("192.0.2.0/24", "192.0.2.0/24")]
    [InlineData("2001:DB8::/32", "2001:db8::/32")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7/32")]
    public void Networks_have_one_form(string written, string expected) =>
        Assert.Equal([expected], ContactRules.Check(Ann with { AllowedIps = [written, "", written] }).Clean.AllowedIps);

    [Theory]
    [InlineData("everywhere")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("192.0.2.7/24")]
    [InlineData("192.0.2.0/33")]
    [InlineData("192.0.2.0/-1")]
    [InlineData("192.0.2.0/")]
    [InlineData("/24")]
    [InlineData("fe80::1%eth0")]
    [InlineData("192.0.2.0/24/8")]
    public void Nonsense_is_told_at_its_line(string written)
    {
        var error = Assert.Single(ContactRules.Check(Ann with { AllowedIps = ["192.0.2.1", written] }).Errors);
        Assert.Equal("allowedIps[1]", error.Field);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var wrong =
            new ContactSettings
            {
                Name = " ",
                Email = "ann",
                Phone = "call me",
                Language = "german please",
                TimeZone = "Mars/Base",
                Department = "a\nb",
                Status = (ContactStatus)9,
            };
        Assert.Equal(
            ["department", "email", "language", "name", "phone", "status", "timeZone"],
            ContactRules.Check(wrong, null, Change.By(Actor.System)).Errors.Select(error => error.Field).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("192.0.2.7", true)]
    [InlineData("::ffff:192.0.2.7", true)]
    [InlineData("192.0.3.7", false)]
    [InlineData(null, false)]
    [InlineData("nonsense", false)]
    public void A_list_of_addresses_lets_in_those_alone(string? source, bool allowed)
    {
        Assert.Equal(allowed, PersonPlaces.Allows(["192.0.2.0/24"], source));
        Assert.True(PersonPlaces.Allows([], source));
    }

    [Theory]
    [InlineData(ContactStatus.Active, CustomerStatus.Active, null, true)]
    [InlineData(ContactStatus.Active, CustomerStatus.Penalty, "portal.acme.example", true)]
    [InlineData(ContactStatus.Active, CustomerStatus.Active, "other.example", false)]
    [InlineData(ContactStatus.Disabled, CustomerStatus.Active, null, false)]
    [InlineData(ContactStatus.Active, CustomerStatus.Inactive, null, false)]
    [InlineData(ContactStatus.Active, CustomerStatus.PendingApproval, null, false)]
    public void A_place_is_open_where_its_customer_signs_in(ContactStatus status, CustomerStatus customers, string? domain, bool open) =>
        Assert.Equal(
        open,
        PersonPlaces.IsOpen(
            Place("ct_1", status: status),
            new CustomerSettings { Id = "c_1", Name = "Acme", Status = customers, Domain = domain },
            "portal.acme.example"));

    [Fact]
    public void The_place_used_last_is_picked_else_the_first()
    {
        var customers = new Dictionary<string, CustomerSettings>(StringComparer.Ordinal) { ["c_1"] = new() { Id = "c_1", Name = "Acme" } };
        StoredPlace[] places = [Place("ct_1"), Place("ct_2"), Place("ct_3", "192.0.2.1/32")];
        Assert.Equal("ct_1", PersonPlaces.Pick(places, customers, "portal.acme.example", "192.0.2.9")!.Contact);
        places = PersonPlaces.Use(PersonPlaces.Use(places, "ct_2", DateTimeOffset.UnixEpoch), "ct_3", DateTimeOffset.UnixEpoch.AddDays(1));
        Assert.Equal("ct_2", PersonPlaces.Pick(places, customers, "portal.acme.example", "192.0.2.9")!.Contact);
        Assert.Equal("ct_3", PersonPlaces.Pick(places, customers, "portal.acme.example", "192.0.2.1")!.Contact);
        Assert.Null(
            PersonPlaces.Pick(
                places, new Dictionary<string, CustomerSettings>(StringComparer.Ordinal), "portal.acme.example", "192.0.2.1"));
    }

    private static StoredPlace Place(string contact, string? network = null, ContactStatus status = ContactStatus.Active) =>
        new() { Contact = contact, Customer = "c_1", Status = status, AllowedIps = network is null ? [] : [network] };
}
