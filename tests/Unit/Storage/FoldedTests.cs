using Portal.Storage;

namespace Portal.Tests.Unit.Storage;

public sealed class FoldedTests
{
    [Theory]
    [InlineData("Müller & Söhne", "muller & sohne")]
    [InlineData("MÜLLER", "muller")]
    [InlineData("Mu\u0308ller", "muller")]
    [InlineData("Straße", "strasse")]
    [InlineData("Łódź Telefonia", "lodz telefonia")]
    [InlineData("Ørsted", "orsted")]
    [InlineData("Nguyễn", "nguyen")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("Ελλάς", "ελλασ")]
    [InlineData("ﬁber", "fiber")]
    [InlineData("中国电信", "中国电信")]
    [InlineData(null, "")]
    public void A_word_is_found_with_and_without_its_accents(string? text, string folded)
    {
        Assert.Equal(folded, Folded.Of(text));
        Assert.Equal(folded, Folded.Of(folded));
    }

    [Fact]
    public void Half_a_letter_is_no_reason_to_fail() => Assert.Equal("a\ufffdb", Folded.Of("A\ud800B"));

    [Theory]
    [InlineData("+49 30 123456", "4930123456")]
    [InlineData("+49 (0)30 / 12-34.56", "4930123456")]
    [InlineData("0049 30 123456", "4930123456")]
    [InlineData("030 123456", "30123456")]
    [InlineData("123", null)]
    [InlineData("12345a", null)]
    [InlineData("c_0123456", null)]
    [InlineData(null, null)]
    public void A_number_is_found_however_it_is_written(string? text, string? digits) => Assert.Equal(digits, Folded.Digits(text));
}
