namespace Portal.WebHost.ControlPanel;

/// <summary>The fields of the forms by the labels that stand above them, and their values as a person reads them. Pure.</summary>
internal static class FieldLabels
{
    private static readonly string[] Keys = ["access", "accessShow", "accessHide", "breakoutColumns", "cdrColumns", "flags"];
    private static readonly string[] Words = ["signUpPolicy", "status", "role", "smtp.security", "invoiceSchedule", "sipPing", "frequency", "area"];

    // Each stands in a form of ours: a test compares them.
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["host"] = "Domain",
        ["brand"] = "Shared brand",
        ["brandName"] = "Brand name",
        ["customerSignUp"] = "Customers may sign up",
        ["carrierSignUp"] = "Carriers may sign up",
        ["signUpPolicy"] = "After a sign-up",
        ["templateCustomer"] = "Template customer",
        ["currencies"] = "Currencies",
        ["flags"] = "Flags",
        ["access"] = "Sections that customers see",
        ["breakoutColumns"] = "Columns of the Breakout report",
        ["cdrColumns"] = "Columns of the CDR report",
        ["javaScript"] = "JavaScript",
        ["scriptSources"] = "Script sources",
        ["css"] = "CSS",
        ["footer"] = "Footer text",
        ["look.primaryColor"] = "Primary colour",
        ["look.titlePattern"] = "Title pattern",
        ["logo"] = "Logo",
        ["look.logoDark"] = "Logo for dark pages",
        ["look.favicon"] = "Favicon",
        ["look.languages"] = "Languages",
        ["look.supportEmail"] = "Support address",
        ["look.links"] = "Links",
        ["smtp.server"] = "Mail server",
        ["smtp.port"] = "Mail server port",
        ["smtp.security"] = "Mail server security",
        ["smtp.userName"] = "Mail server user name",
        ["smtp.from"] = "Mail from address",
        ["smtp.replyTo"] = "Mail reply-to address",
        ["id"] = "Id",
        ["name"] = "Name",
        ["type"] = "Type",
        ["status"] = "Status",
        ["currency"] = "Currency",
        ["channels"] = "Channels",
        ["cps"] = "CPS",
        ["debitLimit"] = "Debit limit",
        ["minimumPayment"] = "Minimum payment",
        ["topUpCurrencies"] = "Currencies for top-up",
        ["tax"] = "Tax",
        ["domain"] = "Domain",
        ["reseller"] = "Reseller",
        ["accessShow"] = "Portal access: Show",
        ["accessHide"] = "Portal access: Hide",
        ["website"] = "Website",
        ["accountManager"] = "Account manager",
        ["tags"] = "Tags",
        ["timeZone"] = "Time zone",
        ["invoiceSchedule"] = "Invoices",
        ["dueDays"] = "Due after",
        ["invoiceTemplate"] = "Invoice template",
        ["recordingDays"] = "Keep recordings for",
        ["payPalEmail"] = "PayPal e-mail",
        ["externalAccountId"] = "External accounting id",
        ["variables"] = "Variables",
        ["address.line1"] = "Street",
        ["address.line2"] = "Second line",
        ["address.postalCode"] = "Postal code",
        ["address.city"] = "City",
        ["address.region"] = "Region",
        ["address.country"] = "Country",
        ["verification"] = "What was checked",
        ["publicNotes"] = "Public notes",
        ["privateNotes"] = "Private notes",
        ["email"] = "E-mail",
        ["role"] = "Role",
        ["department"] = "Department",
        ["phone"] = "Phone",
        ["mobile"] = "Mobile",
        ["language"] = "Language",
        ["allowedIps"] = "Allowed addresses",
        ["emailVerified"] = "The e-mail address is theirs",
        ["mobileVerified"] = "The mobile number is theirs",
        ["brands"] = "Brands of a reseller",
        ["customScript"] = "May set scripts on these brands",
    };

    // Those of the other languages: as the field's own, and in which.
    private static readonly Dictionary<string, string> Translated = SharedFields.Languages.SelectMany(language => new[]
    {
        KeyValuePair.Create($"texts.{language}.footer", $"Footer text in {In(language)}"),
        KeyValuePair.Create($"texts.{language}.links", $"Links in {In(language)}"),
        KeyValuePair.Create($"texts.{language}.support", $"Support address in {In(language)}"),
    }).ToDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> All => Known.Keys.Concat(Translated.Keys);

    /// <summary>A field's label; a key that has none of its own reads as columns do.</summary>
    public static string Of(string name) =>
        Known.TryGetValue(name, out var label) || Translated.TryGetValue(name, out label) ? label : ControlPanel.Words.Column(name);

    /// <summary>What a field holds, in words: ticks as yes and no, keys as they are called on pages.</summary>
    public static string Shown(FormValues values, string name) => values.Text(name) switch
    {
        "" => "",
        "true" => "Yes",
        var text when Array.IndexOf(Keys, name) >= 0 => string.Join(", ", text.Split(", ").Select(ControlPanel.Words.Column)),
        var text when Array.IndexOf(Words, name) >= 0 => ControlPanel.Words.Column(text),
        var text => text,
    };

    private static string In(string language) => System.Globalization.CultureInfo.GetCultureInfo(language).EnglishName;
}
