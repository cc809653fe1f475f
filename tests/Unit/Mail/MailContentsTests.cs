using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Portal.Brands;
using Portal.Mail;

namespace Portal.Tests.Unit.Mail;

public sealed partial class MailContentsTests
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["customer"] = "Globex & Söhne",
        ["inviter"] = "Bob",
        ["time"] = "2026-11-24T22:34:00Z",
        ["source"] = "192.0.2.1",
        ["agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
        ["what"] = "password",
        ["contract"] = "Terms 2026",
        ["until"] = "2026-12-01",
        ["host"] = "portal.acme.example",
        ["seen"] = "nothing",
        ["expected"] = "portal.acme.example. 300 IN CNAME portal.example.",
        ["ends"] = "2026-12-08T00:00:00Z",
        ["days"] = "14",
        ["rows"] = "12,345",
        ["alert"] = "Fewer calls are answered",
        ["area"] = "asr",
        ["operator"] = "lt",
        ["threshold"] = "35",
        ["number"] = "21.4",
        ["usual"] = "46",
        ["away"] = "-53.5",
        ["minutes"] = "60",
        ["since"] = "2026-11-24T22:00:00Z",
        ["reason"] = "We do not serve this country yet.",
    };

    private static readonly MailSender Acme = new(
        "https://portal.acme.example",
        "acme",
        new EffectiveBrand
        {
            Name = "Acme <Telecom>",
            Footer = "Acme Ltd\n12 High Street",
            SupportEmail = "help@acme.example",
            Languages = ["de", "en"],
            Links = [new("Imprint", "https://acme.example/imprint?a=1&b=2")],
        },
        new MailPicture("https://portal.acme.example/assets/0123456789abcdef0123456789abcdef.png", 120, 40));

    /// <summary>Whatever has a file.</summary>
    private static readonly string[] Translations =
        [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "Grains.resources.dll", SearchOption.AllDirectories).Select(f => Path.GetFileName(Path.GetDirectoryName(f)!))];

    public static TheoryData<MailKind, string> All()
    {
        var all = new TheoryData<MailKind, string>();
        foreach (var kind in Enum.GetValues<MailKind>())
        {
            all.Add(kind, "en");
            foreach (var language in Translations)
                all.Add(kind, language);
        }

        return all;
    }

    [Theory]
    [InlineData("en", "ASR is 21.4%, 53.5% below the usual 46%", "Alert at: at least 35% below the usual", "over 60 minutes")]
    [InlineData("de", "ASR 21,4 %, 53,5 % unter den üblichen 46 %", "Alarm bei: mindestens 35 % unter dem Üblichen", "über 60 Minuten")]
    public void An_alert_is_told_in_the_readers_numbers(string language, string subject, string limit, string period)
    {
        var draft = new MailDraft
        {
            Id = "m",
            Kind = MailKind.AlertFired,
            ToAddress = "you@customer.example",
            Language = language,
            Link = "/cdr?from=2026-11-24T21:34:00Z&to=2026-11-24T22:34:00Z",
            Values = Values,
        };
        var wording = MailContents.For(draft, Acme);
        Assert.Contains(subject, wording.Subject, StringComparison.Ordinal);
        var text = MailPlain.Write(wording);
        Assert.Contains(limit, text, StringComparison.Ordinal);
        Assert.Contains(period, text, StringComparison.Ordinal);
        var money = MailContents.For(
            draft with
            {
                Values = new(StringComparer.Ordinal)
                {
                    ["alert"] = "Low",
                    ["area"] = "balance",
                    ["operator"] = "lt",
                    ["threshold"] = "1250",
                    ["number"] = "-3.5",
                    ["currency"] = "USD",
                    ["minutes"] = "0",
                    ["situation"] = "money",
                },
            },
            Acme);
        Assert.Contains(language == "de" ? "-3,50 USD" : "-3.50 USD", money.Subject, StringComparison.Ordinal);
        Assert.Contains(language == "de" ? "unter 1.250,00 USD" : "below 1,250.00 USD", MailPlain.Write(money), StringComparison.Ordinal);
        Assert.Equal(language == "de" ? "Zahlungen und Kontostand ansehen" : "Show payments and balance", money.Button);
    }

    [Theory]
    [InlineData("en", "Firefox on Linux", "A browser we don't recognise")]
    [InlineData("de", "Firefox unter Linux", "Ein Browser, den wir nicht kennen")]
    public void A_browser_is_told_in_words_and_a_button_leads_to_the_sessions(string language, string words, string unknown)
    {
        var draft =
            new MailDraft
            {
                Id = "m",
                Kind = MailKind.NewDevice,
                ToAddress = "you@customer.example",
                Language = language,
                Link = "/profile",
                Values = Values,
            };
        var wording = MailContents.For(draft, Acme);
        Assert.Contains(words, string.Join('\n', wording.Paragraphs), StringComparison.Ordinal);
        Assert.DoesNotContain("Mozilla", MailHtml.Write(wording) + MailPlain.Write(wording), StringComparison.Ordinal);
        Assert.Contains("href=\"https://portal.acme.example/profile\"", MailHtml.Write(wording), StringComparison.Ordinal);
        var odd = MailContents.For(draft with { Values = new(Values, StringComparer.Ordinal) { ["agent"] = "curl/8.5" } }, Acme);
        Assert.Contains(unknown, string.Join('\n', odd.Paragraphs), StringComparison.Ordinal);
    }

    [Fact]
    public void Footer_links_and_support_are_in_the_mails_language()
    {
        var sender =
            Acme with
            {
                Look = Acme.Look with
                {
                    Said = new Dictionary<string, SaidIn>(StringComparer.Ordinal)
                    {
                        ["de"] = new("Acme GmbH", [new("Impressum", "https://acme.example/impressum")], "hilfe@acme.example"),
                    },
                },
            };
        var draft = new MailDraft { Id = "m", Kind = MailKind.Welcome, ToAddress = "you@customer.example", Link = "/sign-in" };
        var german = MailPlain.Write(MailContents.For(draft with { Language = "de-AT" }, sender));
        var english = MailHtml.Write(MailContents.For(draft with { Language = "en" }, sender));
        foreach (var words in (string[])["Acme GmbH", "Impressum: https://acme.example/impressum", "hilfe@acme.example"])
            Assert.Contains(words, german, StringComparison.Ordinal);
        Assert.Contains("Acme Ltd", english, StringComparison.Ordinal);
        Assert.DoesNotContain("Impressum", english, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_mail_has_words_in_each_language_as_text_and_html(MailKind kind, string language)
    {
        var wording = MailContents.For(Draft(kind) with { Language = language }, Acme);
        var (text, html) = (MailPlain.Write(wording), MailHtml.Write(wording));
        Assert.Equal(language, wording.Texts.Culture.Name);
        Assert.NotEmpty(wording.Subject);
        foreach (var written in (string[])[wording.Subject, text, html])
        {
            Assert.DoesNotMatch(Placeholder(), written);
            Assert.DoesNotContain("–", written, StringComparison.Ordinal);
            Assert.DoesNotContain("!", written.Replace("<!DOCTYPE", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.Contains("https://portal.acme.example/path?token=a%2Bb&x=1", text, StringComparison.Ordinal);
        Assert.Contains("href=\"https://portal.acme.example/path?token=a%2Bb&amp;x=1\"", html, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\" dir=\"{wording.Texts.Direction}\">", html, StringComparison.Ordinal);
        Assert.Contains("12 High Street", text, StringComparison.Ordinal);
        Assert.Contains("Acme Ltd<br>\n12 High Street", html, StringComparison.Ordinal);
        Assert.Contains("mailto:help@acme.example", html, StringComparison.Ordinal);
        Assert.Contains("alt=\"Acme &lt;Telecom&gt;\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<Telecom>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_key_is_there_in_each_language_with_the_same_places()
    {
        Assert.Contains("de", Translations);
        var resources = new ResourceManager(typeof(MailTexts));
        var english = Texts(resources, CultureInfo.InvariantCulture);
        Assert.All(Translations, language =>
        {
            var translated = Texts(resources, CultureInfo.GetCultureInfo(language));
            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), translated.Keys.Order(StringComparer.Ordinal));
            Assert.All(english, text => Assert.Equal(Places(text.Value), Places(translated[text.Key])));
        });
    }

    [Fact]
    public void The_recipients_language_comes_first_then_the_domains_first_then_English()
    {
        Assert.Equal("en", MailContents.For(Draft(MailKind.Welcome) with { Language = "en-GB" }, Acme).Texts.Culture.Name);
        Assert.Equal("de", MailContents.For(Draft(MailKind.Welcome) with { Language = null }, Acme).Texts.Culture.Name);
        Assert.Equal("de", MailContents.For(Draft(MailKind.Welcome) with { Language = "xx" }, Acme).Texts.Culture.Name);
        Assert.Equal(
            "en",
            MailContents.For(
                Draft(MailKind.Welcome) with { Language = "../x" }, Acme with { Look = new() { Name = "A" } }).Texts.Culture.Name);
    }

    [Fact]
    public void What_somebody_typed_is_encoded_and_filled_in_once()
    {
        var draft = Draft(MailKind.PlaceAdded) with
        {
            ToName = "<b>Ann</b>",
            Values = new(StringComparer.Ordinal) { ["customer"] = "<script>alert(1)</script>{inviter}", ["inviter"] = "\"Bob\"\r\nBcc: x" },
        };
        var html = MailHtml.Write(MailContents.For(draft, Acme));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;{inviter}", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Ann&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("&quot;Bob&quot; Bcc: x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailKind.VerifyEmail, false)]
    [InlineData(MailKind.KnownAddress, false)]
    [InlineData(MailKind.Invitation, false)]
    [InlineData(MailKind.Welcome, true)]
    public void A_name_that_a_stranger_typed_is_not_repeated(MailKind kind, bool named) =>
        Assert.Equal(
            named,
            MailPlain.Write(
                MailContents.For(Draft(kind) with { ToName = "Win a prize" }, Acme)).Contains("Win a prize", StringComparison.Ordinal));

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/a b")]
    [InlineData("")]
    public void A_link_that_is_no_path_of_ours_is_left_out(string link) =>
        Assert.Null(MailContents.For(Draft(MailKind.Welcome) with { Link = link }, Acme).Url);

    [Theory]
    [InlineData("Europe/Berlin", "de", "Dienstag, 24. November 2026 23:34 (Europe/Berlin, UTC+1:00)")]
    [InlineData("America/New_York", "de", "Dienstag, 24. November 2026 17:34 (America/New York, UTC−5:00)")]
    [InlineData(null, "de", "Dienstag, 24. November 2026 22:34 (UTC)")]
    [InlineData("Nowhere/Town", "de", "Dienstag, 24. November 2026 22:34 (UTC)")]
    public void A_time_is_in_the_recipients_zone_and_names_it(string? zone, string culture, string written) =>
        Assert.Equal(
            written,
            MailTimes.Read(
                "2026-11-24T22:34:00Z", zone, CultureInfo.GetCultureInfo(culture)).Replace(" um ", " ", StringComparison.Ordinal));

    [Fact]
    public void A_dark_client_and_one_without_css_both_get_readable_text()
    {
        var html = MailHtml.Write(MailContents.For(Draft(MailKind.Welcome), Acme));
        Assert.Contains("<meta name=\"color-scheme\" content=\"light dark\">", html, StringComparison.Ordinal);
        // A colour of text comes only with a surface of its own.
        Assert.All(TextColor().Matches(html), match => Assert.Contains("background-color:", match.Value, StringComparison.Ordinal));
        // The address of the button stands there as text too.
        Assert.Equal(3, Regex.Count(html, Regex.Escape("https://portal.acme.example/path"), RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private static MailDraft Draft(MailKind kind) => new()
    {
        Id = "m1",
        Kind = kind,
        ToAddress = "ann@customer.example",
        ToName = "Ann",
        Language = "en",
        Link = "/path?token=a%2Bb&x=1",
        Values = Values,
        UsefulUntil = new DateTimeOffset(2026, 11, 24, 23, 4, 0, TimeSpan.Zero),
    };

    private static Dictionary<string, string> Texts(ResourceManager resources, CultureInfo culture) =>
        resources.GetResourceSet(culture, true, false)!.Cast<DictionaryEntry>().ToDictionary(
            e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);

    private static string Places(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{[a-z]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"style=""[^""]*;color:[^""]*""", RegexOptions.CultureInvariant)]
    private static partial Regex TextColor();
}
