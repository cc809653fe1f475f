using Portal.Access;
using Portal.Customers;
using Portal.Saving;
using Portal.Storage;
using Portal.Tests.Unit.Customers;
using Portal.Tests.Unit.Documents;
using Portal.WebHost.Documents;
using Portal.WebHost.Items;

namespace Portal.Tests.Unit.ControlPanel;

public sealed class ItemFieldsTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 31, 18, 30, 0, TimeSpan.Zero);

    public static TheoryData<string> Kinds => [.. Enum.GetNames<ItemKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_rows_form_that_is_sent_as_it_was_shown_changes_nothing(string kind)
    {
        var settings = FullItems.Of(Enum.Parse<ItemKind>(kind));
        var errors = new List<FieldError>();
        var read = ItemPlans.Of(settings.Kind).FromForm(ItemPlans.Of(settings.Kind).ToForm(settings), "USD", errors);
        Assert.Empty(errors);
        Assert.Equal(PortalJson.Write((object)settings), PortalJson.Write((object)read));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_field_of_a_row_stands_in_its_form_and_each_column_has_a_value(string kind)
    {
        var settings = FullItems.Of(Enum.Parse<ItemKind>(kind));
        var plan = ItemPlans.Of(settings.Kind);
        Assert.Equal(
            plan.ToForm(settings).Names.Order(StringComparer.Ordinal),
            plan.FormFields.Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.All(plan.Columns, column => Assert.NotNull(column.Cell(new ItemView("x", "c_1", settings, Now), Now)));
    }

    [Theory]
    [InlineData("1250.50", "1250.5")]
    [InlineData("1250,50", "1250.5")]
    [InlineData("1250,5", "1250.5")]
    [InlineData("1,250", null)]
    [InlineData("1,250.50", null)]
    [InlineData("1.250,50", null)]
    public void An_amount_that_two_countries_read_differently_is_refused(string written, string? read)
    {
        var errors = new List<FieldError>();
        var amount = new FormFields(Values(("total", written)), "", errors).Amount("total");
        Assert.Equal(read, amount?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(read is null ? 1 : 0, errors.Count);
    }

    [Fact]
    public void An_alerts_level_is_chosen_and_one_in_other_words_stays()
    {
        var plan = ItemPlans.Of(ItemKind.Alert);
        var level = plan.Fields.Single(field => field.Name == "level");
        Assert.Equal(ItemInput.Choice, level.Input);
        Assert.Equal(["", "notice", "warning", "critical"], level.Choices.Select(one => one.Value));
        Assert.Equal("warning", plan.ToForm(plan.New()).One("level"));
        Assert.Equal("P1", ((CustomerAlert)plan.FromForm(Values(("title", "a"), ("threshold", "1"), ("level", "P1")), "USD", [])).Level);
    }

    [Fact]
    public void A_payment_without_a_currency_is_in_the_customers() =>
        Assert.Equal("EUR", ((Payment)ItemPlans.Of(ItemKind.Payment).FromForm(Values(("total", "5.00")), "EUR", [])).Currency);

    [Fact]
    public void A_payment_needs_its_total()
    {
        var errors = new List<FieldError>();
        ItemPlans.Of(ItemKind.Payment).FromForm(Values(), "USD", errors);
        Assert.Equal("total", Assert.Single(errors).Field);
    }

    [Fact]
    public void A_required_contract_past_its_grace_says_what_it_does()
    {
        var contract = new CustomerContract { Name = "Terms", Required = true, GraceUntil = Now.AddDays(-1) };
        var plan = ItemPlans.Of(ItemKind.Contract);
        Assert.Equal("bad", plan.Columns[1].Cell(new ItemView("x", "c_1", contract, Now), Now).Kind);
        Assert.Equal("good", plan.Columns[1].Cell(new ItemView("x", "c_1", contract with { ApprovedAt = Now }, Now), Now).Kind);
    }

    [Fact]
    public void What_is_a_persons_own_stays_whatever_a_form_sends()
    {
        var sent = FullDocuments.Contact with
        {
            Name = "Mallory",
            Phone = "1",
            Mobile = "2",
            EmailVerified = false,
            Language = "en",
            TimeZone = null,
            Role = ContactRole.All,
            PrivateNotes = "new",
        };
        var kept = ContactDocument.KeepOwn(sent, FullDocuments.Contact);
        Assert.Equal(PortalJson.Write(FullDocuments.Contact with { Role = ContactRole.All, PrivateNotes = "new" }), PortalJson.Write(kept));
    }

    private static FormValues Values(params (string Name, string Text)[] fields)
    {
        var values = new FormValues();
        foreach (var (name, text) in fields)
            values.Set(name, text);
        return values;
    }
}
