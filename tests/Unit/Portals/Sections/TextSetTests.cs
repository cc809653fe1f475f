using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Portal.Brands;
using Portal.Mail;
using Portal.SignUp;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

public sealed partial class TextSetTests
{
    private static readonly Type[] Owners =
    [
        typeof(PortalTexts), typeof(ShellModel), typeof(ReportTexts), typeof(MailTexts), typeof(SignUpTexts),
        .. typeof(ISignedInPage).Assembly.GetTypes().Where(
            t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ISignedInPage))),
    ];

    [Fact]
    public void The_languages_are_those_that_there_are_files_of_in_pages_and_mails_alike()
    {
        Assert.Equal("en", PortalTexts.Languages[0]);
        Assert.Contains("de", PortalTexts.Languages);
        Assert.Equal(PortalTexts.Languages, LookRules.Languages);
    }

    [Fact]
    public void Each_text_is_there_in_each_language_with_the_same_places_to_fill_in()
    {
        foreach (var owner in Owners)
        {
            var english = Read(owner, "");
            Assert.NotEmpty(english);
            foreach (var language in PortalTexts.Languages.Skip(1))
            {
                var other = Read(owner, language);
                Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
                Assert.All(english, text => Assert.Equal(Places(text.Value), Places(other[text.Key])));
            }
        }
    }

    [Fact]
    public void No_text_shouts_or_promises() => Assert.All(
        from owner in Owners
        from language in PortalTexts.Languages.Skip(1).Append("")
        from text in Read(owner, language)
        select text.Value,
        text =>
        {
            Assert.DoesNotContain('!', text);
            Assert.DoesNotContain("coming soon", text, StringComparison.OrdinalIgnoreCase);
        });

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    private static Dictionary<string, string> Read(Type owner, string language)
    {
        var texts = new ResourceManager(owner).GetResourceSet(CultureInfo.GetCultureInfo(language), true, false);
        Assert.True(texts is not null, $"{owner.Name} has no file of texts for “{language}”.");
        return texts!.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);
    }
}
