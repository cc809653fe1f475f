using System.Text.Json;
using Portal.Customers;
using Portal.Saving;
using Portal.SignUp;
using Portal.Storage;
using Portal.Tests.Unit.Customers;

namespace Portal.Tests.Unit.SignUp;

public sealed class TemplateCopyTests
{
    private static readonly DateTimeOffset Made = new(2026, 1, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 15, 30, 0, TimeSpan.Zero);

    private static readonly CustomerSettings Template = new()
    {
        Id = "c_T",
        Name = "Template",
        Type = "wholesale",
        Status = CustomerStatus.Inactive,
        Currency = "USD",
        Channels = 10,
        Cps = 2,
        DebitLimit = 25,
        MinimumPayment = 20,
        TopUpCurrencies = ["EUR", "GBP"],
        Tax = 19,
        Domain = "template.example",
        AccessShow = ["invoices"],
        AccessHide = ["dids"],
        Website = "https://template.example",
        PayPalEmail = "pay@template.example",
        Tags = ["web"],
        Variables = new(StringComparer.Ordinal) { ["plan"] = "start" },
        Reseller = "other",
        AccountManager = "Ann",
        InvoiceSchedule = InvoiceSchedule.Weekly,
        DueDays = 14,
        InvoiceTemplate = "plain",
        ExternalAccountId = "4711",
        RecordingDays = 30,
        TimeZone = "Europe/Berlin",
        Address = new AddressSettings { City = "Berlin", Country = "DE" },
        Verification = "seen",
        PublicNotes = "public",
        PrivateNotes = "private",
    };

    private static CustomerSettings Own(string currency = "USD") => new()
    {
        Id = "c_N",
        Name = "New",
        Currency = currency,
        Domain = "portal.acme.example",
        Address = new AddressSettings { Country = "GB" },
    };

    private static CustomerCopy Copy(string currency, params ItemSettings[] items) =>
        TemplateCopy.Make(
            Own(currency),
            new TemplateSnapshot(Template, [.. items.Select((item, i) => new ItemView($"i{i}", "c_T", item, Made))], Now),
            Now);

    [Fact]
    public void A_payment_of_5_00_is_a_payment_of_5_00_of_that_moment()
    {
        var copy = Copy(
            "USD", new Payment { Time = Made, Total = 5.00m, Currency = "USD", Description = "Welcome # internal", Method = "voucher" });
        var payment = Assert.IsType<Payment>(Assert.Single(copy.Items));
        Assert.Equal(
            new Payment { Time = Now, Total = 5.00m, Currency = "USD", Description = "Welcome # internal", Method = "voucher" }, payment);
        Assert.Empty(copy.LeftOut);
    }

    [Fact]
    public void Customer_fields_are_the_templates_and_what_is_a_customers_own_is_not()
    {
        var made = Copy("USD").Settings;
        Assert.Equal(
            Own() with
            {
                Type = "wholesale",
                Channels = 10,
                Cps = 2,
                DebitLimit = 25,
                MinimumPayment = 20,
                TopUpCurrencies = made.TopUpCurrencies,
                Tax = 19,
                AccessShow = made.AccessShow,
                AccessHide = made.AccessHide,
                Tags = made.Tags,
                Variables = made.Variables,
                AccountManager = "Ann",
                InvoiceSchedule = InvoiceSchedule.Weekly,
                DueDays = 14,
                InvoiceTemplate = "plain",
                RecordingDays = 30,
                TimeZone = "Europe/Berlin",
            },
            made);
        Assert.Equal(["EUR", "GBP"], made.TopUpCurrencies);
        Assert.Equal(["invoices"], made.AccessShow);
        Assert.Equal(["dids"], made.AccessHide);
        Assert.Equal(["web"], made.Tags);
        Assert.Equal("start", made.Variables["plan"]);
    }

    [Fact]
    public void In_another_currency_money_is_left_out_and_told()
    {
        var copy = Copy(
            "EUR",
            new Payment { Total = 5, Currency = "USD" },
            new CustomerRoute { Name = "Standard", RateCard = "USD 1" },
            new CustomerPackage { Name = "Number", Retail = 3, Currency = "USD", OneTimeCharge = 1, Quantity = 2 },
            new CustomerAlert { Title = "Low balance", Area = AlertArea.Balance, Threshold = 1 },
            new CustomerAlert { Title = "Low ASR", Area = AlertArea.Asr, Threshold = 30 });
        Assert.Equal(["balanceAlerts", "debitLimit", "minimumPayment", "packagePrices", "payments"], copy.LeftOut);
        Assert.Equal(0, copy.Settings.DebitLimit);
        Assert.Null(copy.Settings.MinimumPayment);
        Assert.Equal(["GBP"], copy.Settings.TopUpCurrencies);
        Assert.Equal(
            [
                new CustomerRoute { Name = "Standard", RateCard = "USD 1" },
                new CustomerPackage { Name = "Number", Quantity = 2 },
                new CustomerAlert { Title = "Low ASR", Area = AlertArea.Asr, Threshold = 30 },
            ],
            copy.Items);
    }

    [Fact]
    public void Nothing_is_told_of_a_template_without_money()
    {
        var copy = TemplateCopy.Make(
            Own("EUR"),
            new TemplateSnapshot(
                Template with { DebitLimit = 0, MinimumPayment = null },
                [new("i", "c_T", new CustomerPackage { Name = "Free" }, Made)],
                Now),
            Now);
        Assert.Empty(copy.LeftOut);
        Assert.Single(copy.Items);
    }

    [Fact]
    public void Dates_keep_their_distance_from_the_day_that_their_row_was_made()
    {
        var copy = Copy(
            "USD",
            new CustomerPackage { Name = "Trial", Start = new DateOnly(2026, 1, 11), End = new DateOnly(2026, 2, 10) },
            new CustomerPackage { Name = "Open" },
            new CustomerContract { Name = "Terms", Required = true, GraceUntil = Made.AddDays(30) },
            new CustomerContract { Name = "Policy" });
        var trial = Assert.IsType<CustomerPackage>(copy.Items[0]);
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 4, 1)), (trial.Start, trial.End));
        Assert.Equal(new CustomerPackage { Name = "Open" }, copy.Items[1]);
        Assert.Equal(Now.AddDays(30), Assert.IsType<CustomerContract>(copy.Items[2]).GraceUntil);
        Assert.Null(Assert.IsType<CustomerContract>(copy.Items[3]).GraceUntil);
    }

    [Fact]
    public void What_the_templates_people_approved_is_not_approved()
    {
        var contract = Assert.IsType<CustomerContract>(
            Assert.Single(Copy("USD", new CustomerContract { Name = "Terms", ApprovedAt = Made, ApprovedBy = "Ann" }).Items));
        Assert.Equal(new CustomerContract { Name = "Terms" }, contract);
    }

    [Fact]
    public void Without_a_template_and_for_a_carrier_there_is_only_what_was_typed()
    {
        var bare = TemplateCopy.Make(Own(), null, Now);
        Assert.Equal(
            Own() with
            {
                TopUpCurrencies = bare.Settings.TopUpCurrencies,
                AccessShow = bare.Settings.AccessShow,
                AccessHide = bare.Settings.AccessHide,
                Tags = bare.Settings.Tags,
                Variables = bare.Settings.Variables,
            },
            bare.Settings);
        var carrier = Own("") with { Kind = CustomerKind.Carrier };
        var copy = TemplateCopy.Make(
            carrier, new TemplateSnapshot(Template, [new("i", "c_T", new Payment { Total = 5, Currency = "USD" }, Made)], Now), Now);
        Assert.Same(carrier, copy.Settings);
        Assert.Empty(copy.Items);
    }

    [Fact]
    public void Rows_come_back_from_the_document_as_they_went_in()
    {
        var items = FullItems.All.Concat(FullItems.All).OrderBy(item => item.Kind).ToArray();
        var json = PortalJson.Write(StoredItems.Of(items));
        Assert.Equal(items, StoredItems.Of(items).ToItems());
        Assert.Equal(items, JsonSerializer.Deserialize<StoredItems>(json, PortalJson.Options)!.ToItems());
    }

    // Stored by sign-ups that are under way: the same places make the same ids.
    [Fact]
    public void Rows_come_in_the_order_of_their_kinds_however_they_came_before()
    {
        var mixed = StoredItems.Of([.. FullItems.All.Reverse(), new CustomerRoute { Name = "Last" }]);
        Assert.Equal(Enum.GetValues<ItemKind>(), mixed.ToItems().Select(item => item.Kind).Distinct());
        Assert.Equal("Last", Assert.IsType<CustomerRoute>(mixed.ToItems().Last(item => item.Kind == ItemKind.Route)).Name);
        Assert.StartsWith(
            """{"payments":[],"routes":[],"packages":[],"alerts":[],"contracts":[]""",
            PortalJson.Write(StoredItems.Of([])),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_kind_that_only_a_later_release_knows_are_not_lost()
    {
        Assert.Empty(JsonSerializer.Deserialize<StoredItems>("""{"payments":[],"faxes":[]}""", PortalJson.Options)!.ToItems());
        var later = JsonSerializer.Deserialize<StoredItems>("""{"faxes":[{"name":"A"}]}""", PortalJson.Options)!;
        Assert.Equal(StoreFault.Newer, Assert.Throws<StoreUnavailableException>(later.ToItems).Fault);
        Assert.EndsWith(""","faxes":[{"name":"A"}]}""", PortalJson.Write(later), StringComparison.Ordinal);
    }
}
