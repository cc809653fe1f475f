using Portal.Customers;
using Portal.Saving;
using Portal.Storage;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.Documents;

/// <summary>Each thing that people and programs change is whole in API and control panel: a setting that has no field fails here.</summary>
public sealed class WholeDocumentTests
{
    public static TheoryData<string> Names => [.. FullDocuments.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_full_value_says_something_of_each_setting(string name) => Assert.Empty(FullDocuments.All[name].Unsaid);

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_api_shows_it_takes_back_unchanged(string name) => FullDocuments.All[name].ThroughJson();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_form_that_is_sent_as_it_was_shown_changes_nothing(string name) => FullDocuments.All[name].ThroughForm();

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_field_of_a_form_has_a_label(string name) =>
        Assert.All(FullDocuments.All[name].Form, field => Assert.NotEmpty(field.Label));

    [Fact]
    public void What_two_documents_have_in_common_they_call_the_same() => Assert.All(
        FullDocuments.All.Values.SelectMany(one => one.Form).GroupBy(field => field.Name),
        fields => Assert.Single(fields.Distinct()));

    [Fact]
    public void A_carrier_has_no_field_of_money()
    {
        var carrier = CustomerDocument.Of(CustomerKind.Carrier);
        Assert.Empty(carrier.Fields.Select(field => field.Name).Intersect(MoneyFields.All.Select(field => field.Name)));
        Assert.Equal(
            CustomerDocument.Customer.Fields.Select(field => field.Name).Except(MoneyFields.All.Select(field => field.Name)),
            carrier.Fields.Select(field => field.Name));
    }

    [Fact]
    public void Keys_and_choices_that_a_form_cannot_offer_stay_as_they_are_stored()
    {
        var stored = FullDocuments.Customer with
        {
            Status = UnknownNames.Keep<CustomerStatus>("parked"),
            AccessShow = ["cdr", "meetings"],
            AccessHide = ["holidays"],
        };
        var form = CustomerDocument.Customer.ToForm(stored);
        form.Set("status", "active");
        form.Set("accessShow", "alerts");
        form.Set("accessHide");
        var kept = CustomerDocument.Customer.Keep(CustomerDocument.Customer.FromForm(form, []), stored);
        Assert.Equal(["alerts", "meetings"], kept.AccessShow);
        Assert.Equal(["holidays"], kept.AccessHide);
        Assert.Equal(stored.Status, kept.Status);
    }

    [Fact]
    public void A_choice_that_only_a_newer_release_knows_comes_back_from_a_form_as_it_was_shown()
    {
        var stored = FullDocuments.Customer with { Status = UnknownNames.Keep<CustomerStatus>("parked") };
        var errors = new List<FieldError>();
        var read = CustomerDocument.Customer.FromForm(CustomerDocument.Customer.ToForm(stored), errors);
        Assert.Empty(errors);
        Assert.Equal(PortalJson.Write(stored with { Id = "" }), PortalJson.Write(read));
    }
}
