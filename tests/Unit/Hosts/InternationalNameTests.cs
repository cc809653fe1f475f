using Portal.Hosts;

namespace Portal.Tests.Unit.Hosts;

public sealed class InternationalNameTests
{
    private static string Refused(string input)
    {
        Assert.False(HostName.TryParse(input, out var host, out var reason), $"{input} became {host}");
        return reason;
    }

    [Theory]
    [InlineData("пример.example")]
    [InlineData("παράδειγμα.example")]
    [InlineData("日本語とカナtv.example")]
    [InlineData("한국漢字.example")]
    [InlineData("ㄅㄆ中文.example")]
    [InlineData("מידע5.example")]
    [InlineData("l·l.example")]
    [InlineData("ไทย.example")]
    [InlineData("हिन्दी.example")]
    [InlineData("カー.example")]
    [InlineData("été-2.example")]
    [InlineData("пример.испытание")]
    public void Takes_words_of_one_language_or_of_East_Asia_beside_Latin(string name)
    {
        Assert.True(HostName.TryParse(name, out var host, out var reason), reason);
        Assert.Equal(name, host.Display);
        Assert.True(HostName.TryParse(host.Value, out var again, out _));
        Assert.Equal(host, again);
    }

    [Theory]
    [InlineData("аcme.example")] // Cyrillic а
    [InlineData("aсme.example")] // Cyrillic с
    [InlineData("αcme.example")]
    [InlineData("אacme.example")]
    [InlineData("한かな.example")]
    [InlineData("пример日本.example")]
    [InlineData("xn--cme-5cd.example")] // the first, encoded
    public void Refuses_labels_that_mix_scripts(string name) => Assert.Contains("different scripts", Refused(name));

    [Fact]
    public void Labels_of_one_name_may_differ_in_script() => Assert.True(HostName.TryParse("пример.bücher.example", out _, out _));

    [Theory]
    [InlineData("ſ.example", "s")]
    [InlineData("ｆull.example", "full")]
    [InlineData("a\u00ADb.example", "ab")]
    [InlineData("Ⅷ.example", "viii")]
    public void Proposes_what_a_lossy_mapping_would_make(string name, string proposal) => Assert.Contains($"“{proposal}”", Refused(name));

    [Theory]
    [InlineData("xn--a.example")]
    [InlineData("xn--.example")]
    [InlineData("xn--abc.example")]
    [InlineData("xn--zzzzzz99999.example")]
    [InlineData("xn--acme-.example")]
    public void Refuses_what_only_looks_encoded(string name) => Assert.NotEmpty(Refused(name));

    [Theory]
    [InlineData("☃.example", "“☃”")]
    [InlineData("xn--n3h.example", "“☃”")]
    [InlineData("😀.example", "“😀”")]
    [InlineData("\u0301a.example", "IDNA")]
    [InlineData("a\u200Db.example", "IDNA")]
    [InlineData("\uD800.example", "IDNA")]
    [InlineData("ᚠᚢᚦ.example", "isn't used")]
    [InlineData("ع١1.example", "digits from two systems")]
    [InlineData("1אב.example", "right to left")]
    public void Refuses_what_is_no_word(string name, string part) => Assert.Contains(part, Refused(name));
}
