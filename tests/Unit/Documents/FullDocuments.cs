using Portal.Access;
using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.People;
using Portal.Platform;
using Portal.Staff;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.Documents;

/// <summary>Each document with all of its values, none of them the default.</summary>
internal static class FullDocuments
{
    private static readonly DateTimeOffset Now = new(2030, 1, 31, 18, 30, 0, TimeSpan.Zero);

    private static readonly LookSettings Look = new()
    {
        PrimaryColor = "#0a7cff",
        Favicon = "f.png",
        LogoDark = "d.png",
        TitlePattern = "{page}",
        Languages = ["en", "de"],
        SupportEmail = "a@b.example",
        Links = [new("Terms | more", "https://a.example/")],
    };

    private static readonly SmtpSettings Smtp = new()
    {
        Server = "smtp.acme.example",
        Port = 465,
        Security = SmtpSecurity.Tls,
        UserName = "u",
        From = "a@b.example",
        ReplyTo = "c@d.example",
    };

    public static readonly DomainSettings Domain = new()
    {
        Host = "portal.acme.example",
        Brand = "acme",
        BrandName = "Acme",
        CustomerSignUp = true,
        CarrierSignUp = true,
        SignUpPolicy = SignUpPolicy.Approval,
        TemplateCustomer = "c_1",
        Currencies = ["USD", "EUR"],
        Flags = [DomainFlag.NoIndex, DomainFlag.RememberMe],
        Access = ["dashboard", "cdr"],
        BreakoutColumns = ["charge", "asr", "attempts"],
        CdrColumns = ["charge", "callTime"],
        Views = new(StringComparer.Ordinal) { ["Failed today"] = "/cdr?range=today&connected=false" },
        JavaScript = "a();\nb();",
        ScriptSources = ScriptSources.Own,
        Css = "a{}",
        Logo = "acme.png",
        Footer = "Text",
        Look = Look,
        Smtp = Smtp,
        Texts = Texts(),
        Status = DomainStatus.Disabled,
    };

    public static readonly BrandSettings Brand = new()
    {
        Id = "acme",
        Name = "Acme",
        JavaScript = "a()",
        ScriptSources = ScriptSources.Any,
        Css = "a{}",
        Logo = "acme.png",
        Footer = "Text",
        Look = Look,
        Smtp = Smtp,
        Texts = Texts(),
        MaskNumbersAfterDays = 30,
    };

    public static readonly CustomerSettings Customer = new()
    {
        Id = "c_1",
        Name = "Acme Wholesale",
        Type = "Wholesale",
        Status = CustomerStatus.PendingApproval,
        Currency = "EUR",
        Channels = 30,
        Cps = 5,
        DebitLimit = 1250.55m,
        MinimumPayment = 0.000001m,
        TopUpCurrencies = ["USD", "GBP"],
        Tax = 19,
        Domain = "portal.acme.example",
        AccessShow = ["cdr", "alerts"],
        AccessHide = ["payments"],
        Website = "https://acme.example",
        PayPalEmail = "pay@acme.example",
        Tags = ["call centre", "europe"],
        Variables = new(StringComparer.Ordinal) { ["plan"] = "gold", ["formula"] = "a = b" },
        Reseller = "acme",
        AccountManager = "Ann",
        InvoiceSchedule = InvoiceSchedule.Weekly,
        DueDays = 14,
        InvoiceTemplate = "plain",
        ExternalAccountId = "X-1",
        RecordingDays = 90,
        NonItemised = true,
        TimeZone = "Europe/Berlin",
        Address = new()
        {
            Line1 = "Road 1",
            Line2 = "Yard",
            City = "Town",
            Region = "Shire",
            PostalCode = "12345",
            Country = "DE",
        },
        Verification = "Passport seen\nby Ann",
        PublicNotes = "For them",
        PrivateNotes = "For us",
    };

    public static readonly ContactSettings Contact = new()
    {
        Name = "Ann",
        Email = "ann@acme.example",
        Phone = "+49 30 1",
        Mobile = "+49 170 1",
        Type = "Boss",
        Department = "Sales",
        Role = ContactRole.Technical,
        EmailVerified = true,
        MobileVerified = true,
        AllowedIps = ["203.0.113.0/24", "2001:db8::/32"],
        Language = "de",
        TimeZone = "Europe/Berlin",
        PublicNotes = "a\nb",
        PrivateNotes = "c",
        Status = ContactStatus.Disabled,
    };

    private static readonly OperatorSettings Operator = new()
    {
        Email = "olga@operator.example",
        Name = "Olga",
        Rights = new StaffRights { Role = StaffRole.Reseller, Brands = ["acme", "globex"], CustomScript = true },
        Disabled = true,
    };

    private static readonly PlatformSettings Platform = new() { PlatformHost = "portal.operator.example", Smtp = Smtp };

    public static IReadOnlyDictionary<string, DocumentCase> All { get; } = new DocumentCase[]
    {
        new DocumentCase<DomainSettings, DomainView>(DomainDocument.Domain, Domain, new(Domain, 7, true, Now, Now)),
        new DocumentCase<BrandSettings, BrandView>(BrandDocument.Brand, Brand, new(Brand, 7, true, Now, Now)),
        new DocumentCase<CustomerSettings, CustomerShown>(
            CustomerDocument.Of(CustomerKind.Customer), Customer, new(new(Customer, 7, "acme", Now, Now), Balances.None))
        {
            // No form asks for its id, and nobody for its kind.
            FormStart = new() { Id = Customer.Id, Name = "" },
            Elsewhere = ["kind"],
        },
        new DocumentCase<ContactSettings, ContactView>(
            ContactDocument.Contact, Contact, new("ct_1", "c_1", "p_1", Contact, true, true, true, 7, Now, Now)),
        new DocumentCase<OperatorSettings, OperatorView>(OperatorDocument.Operator, Operator, new("op_1", Operator, true, 3, 7, Now)),
        new DocumentCase<PlatformSettings, PlatformView>(PlatformDocument.Platform, Platform, new(Platform, true, "Key", null, 7, Now)),
    }.ToDictionary(one => one.Name, StringComparer.Ordinal);

    private static Dictionary<string, LocalTexts> Texts() => LookRules.Languages.ToDictionary(
        language => language,
        language => new LocalTexts { Footer = "In " + language, Links = [new("AGB", "https://a.example/agb")], Support = "h@a.example" },
        StringComparer.Ordinal);
}
