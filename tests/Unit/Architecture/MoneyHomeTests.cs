using System.Text.RegularExpressions;

namespace Portal.Tests.Unit.Architecture;

/// <summary>Money is counted, rounded, read and written in <c>Interfaces/Money</c>; for people in one file of each face.</summary>
public sealed partial class MoneyHomeTests
{
    private const string Home = "src/Interfaces/Money/";
    private static readonly string[] ForPeople =
    [
        "src/WebHost/Portals/Formats/MoneyFormat.cs", "src/WebHost/ControlPanel/Forms/PanelMoney.cs",
        "src/Grains/Mail/Words/MailNumbers.cs",
    ];

    private static IEnumerable<string> Elsewhere(Regex what, params string[] homes) =>
        from pattern in (string[])["*.cs", "*.razor"]
        from file in Sources.Under("src", pattern)
        where !homes.Any(home => file.Path.StartsWith(home, StringComparison.Ordinal))
        from line in file.Lines
        where what.IsMatch(line)
        select $"{file.Path}: {line.Trim()}";

    [Fact]
    public void Nobody_else_rounds_or_reads_decimals() => Assert.Empty(Elsewhere(Arithmetic(), Home));

    [Fact]
    public void Nobody_else_knows_a_currencys_digits_or_what_a_row_keeps() => Assert.Empty(Elsewhere(Digits(), Home));

    [Fact]
    public void Nobody_else_writes_digits_after_the_point() => Assert.Empty(Elsewhere(Format(), [Home, .. ForPeople]));

    [Fact]
    public void One_type_is_called_money() =>
        Assert.Equal(["src/Interfaces/Money/Money.cs"], Elsewhere(Name()).Select(line => line.Split(':')[0]));

    [Fact]
    public void A_balance_is_summed_in_one_sql_text() => Assert.Empty(Elsewhere(Sum(), "src/Grains/Customers/BalanceSql.cs"));

    [Theory]
    [InlineData("var a = decimal.Round(b, 2);")]
    [InlineData("var a = decimal.TryParse(b, out var c);")]
    public void The_eye_for_arithmetic_sees(string line) => Assert.Matches(Arithmetic(), line);

    [Theory]
    [InlineData("""amount.ToString("0.00", culture)""")]
    [InlineData("""amount.ToString("#,##0.######", culture)""")]
    [InlineData("""amount?.ToString($"0.{zeros}", culture)""")]
    [InlineData("""amount.ToString("C", culture)""")]
    [InlineData("""amount.ToString("F2", culture)""")]
    [InlineData("""amount.ToString("N2", culture)""")]
    [InlineData("""amount.ToString("C" + digits, culture)""")]
    [InlineData("""$"{amount:0.00} {currency}" """)]
    [InlineData("""$"{amount:N2} {currency}" """)]
    public void The_eye_for_formats_sees(string line) => Assert.Matches(Format(), line);

    [Theory]
    [InlineData("""count.ToString("N0", culture)""")]
    [InlineData("""$"The file has {megabytes:0.0#} MB." """)]
    [InlineData("""$"It did not answer within {limit.TotalSeconds:0.#} s." """)]
    public void The_eye_for_formats_lets_pass_what_is_counted(string line) => Assert.DoesNotMatch(Format(), line);

    [GeneratedRegex(@"\b[dD]ecimal\.(Round|Truncate|Floor|Ceiling|Parse|TryParse)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Arithmetic();

    [GeneratedRegex(@"CurrencyDecimalDigits|CurrencyCodes\.DigitsOf|\b1_?000_?000m\b|ISOCurrencySymbol", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    // One digit, or one and another, is what a file's size or a wait has.
    [GeneratedRegex(
        """ToString\(\s*\$?"([^"]*[#0]\.[#0{]|[CF]\d*"|N[2-9]"|[CFN]"\s*\+)|\{[^{}"]*:([CF]\d*|N[2-9]|[#,0]*0\.(00|[#0]{3})[#0]*)\}""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Format();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum)\s+Money\b", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\bSUM\s*\(\s*([a-z]+\.)?amount_micro\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Sum();
}
