using Portal.Access;
using Portal.Customers;
using Portal.People;
using Portal.Saving;
using Portal.Storage;
using Portal.WebHost.ControlPanel;

namespace Portal.Tests.Unit.ControlPanel;

public sealed class ItemFieldsTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 31, 18, 30, 0, TimeSpan.Zero);

    public static TheoryData<string> Kinds => [.. Enum.GetNames<ItemKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_rows_form_that_is_sent_as_it_was_shown_changes_nothing(string kind)
    {
        var settings = Full(Enum.Parse<ItemKind>(kind));
        var errors = new List<FieldError>();
        var read = ItemFields.Read(settings.Kind, ItemFields.Write(settings), "USD", errors);
        Assert.Empty(errors);
        Assert.Equal(PortalJson.Write((object)settings), PortalJson.Write((object)read));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_field_of_a_row_stands_in_its_form_and_each_column_has_a_value(string kind)
    {
        var settings = Full(Enum.Parse<ItemKind>(kind));
        var plan = ItemKinds.Of(CustomerKind.Customer).Single(p => p.Kind == settings.Kind);
        Assert.Equal(ItemFields.Write(settings).Names.Order(StringComparer.Ordinal), plan.Fields.Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.Equal(plan.Columns.Length, ItemCells.Of(new ItemView("x", "c_1", settings, Now), Now).Length);
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
        var amount = Numbers.Amount(Values(("total", written)), "total", errors);
        Assert.Equal(read, amount?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(read is null ? 1 : 0, errors.Count);
    }

    [Fact]
    public void A_payment_without_a_currency_is_in_the_customers() =>
        Assert.Equal("EUR", ((Payment)ItemFields.Read(ItemKind.Payment, Values(("total", "5.00")), "EUR", [])).Currency);

    [Fact]
    public void A_payment_needs_its_total()
    {
        var errors = new List<FieldError>();
        ItemFields.Read(ItemKind.Payment, Values(), "USD", errors);
        Assert.Equal("total", Assert.Single(errors).Field);
    }

    [Fact]
    public void A_required_contract_past_its_grace_says_what_it_does()
    {
        var contract = new CustomerContract { Name = "Terms", Required = true, GraceUntil = Now.AddDays(-1) };
        Assert.Equal("bad", ItemCells.Of(new ItemView("x", "c_1", contract, Now), Now)[1].Kind);
        Assert.Equal("good", ItemCells.Of(new ItemView("x", "c_1", contract with { ApprovedAt = Now }, Now), Now)[1].Kind);
    }

    [Fact]
    public void A_contacts_form_that_is_sent_as_it_was_shown_changes_nothing()
    {
        var contact = Contact();
        var errors = new List<FieldError>();
        Assert.Equal(PortalJson.Write(contact), PortalJson.Write(ContactFields.Read(ContactFields.Write(contact), errors)));
        Assert.Empty(errors);
    }

    [Fact]
    public void What_is_a_persons_own_stays_whatever_a_form_sends()
    {
        var sent = Contact() with { Name = "Mallory", Phone = "1", Mobile = "2", EmailVerified = false, Language = "en", TimeZone = null, Role = ContactRole.All, PrivateNotes = "new" };
        var kept = ContactFields.KeepOwn(sent, Contact());
        Assert.Equal(PortalJson.Write(Contact() with { Role = ContactRole.All, PrivateNotes = "new" }), PortalJson.Write(kept));
    }

    private static ContactSettings Contact() => new()
    {
        Name = "Ann",
        Email = "ann@acme.example",
        Phone = "+49 30 1",
        Mobile = "+49 170 1",
        Type = "Boss",
        Department = "Sales",
        Role = ContactRole.Technical,
        EmailVerified = true,
        AllowedIps = ["203.0.113.0/24", "2001:db8::/32"],
        Language = "de",
        TimeZone = "Europe/Berlin",
        PublicNotes = "a\nb",
        PrivateNotes = "c",
        Status = ContactStatus.Active,
    };

    private static ItemSettings Full(ItemKind kind) => kind switch
    {
        ItemKind.Payment => new Payment { Time = Now.AddMilliseconds(123), Total = -5.25m, Currency = "USD", Status = PaymentStatus.Pending, Description = "Back # why", Fee = 0.1m, Method = "Voucher" },
        ItemKind.Route => new CustomerRoute { Name = "Main", Prefix = "49", RateCard = "Gold", TechPrefix = "1", Channels = 3, Cps = 2, MaxDuration = 60, SipPing = SipPing.Downstream, Enabled = false, Notes = "n\nm", RouteNotes = "r" },
        ItemKind.Package => new CustomerPackage { Name = "Pack", Retail = 9.9m, Currency = "EUR", Frequency = PackageFrequency.Daily, Quantity = 2, Start = new DateOnly(2030, 1, 1), End = new DateOnly(2030, 2, 1), AutoDecrement = true, Description = "d", OneTimeCharge = 1 },
        ItemKind.Alert => new CustomerAlert { Title = "Low", Area = AlertArea.Asr, Operator = AlertOperator.Gt, Threshold = 5, ResetThreshold = 6, SamplePeriod = 5, Repeat = 60, Level = "warning", Email = "a@b.example", Penalty = true },
        _ => new CustomerContract { Name = "Terms", Text = "Text\nmore", Required = true, GraceUntil = Now },
    };

    private static FormValues Values(params (string Name, string Text)[] fields)
    {
        var values = new FormValues();
        foreach (var (name, text) in fields)
            values.Set(name, text);
        return values;
    }
}
