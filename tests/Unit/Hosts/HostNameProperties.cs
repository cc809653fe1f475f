using CsCheck;
using Portal.Hosts;

namespace Portal.Tests.Unit.Hosts;

public sealed class HostNameProperties
{
    private static readonly string[] Words = ["xn--", "xn--bcher-kva", ".example", "0x", "127", "😀"];

    private static readonly Gen<string> Alphabet = Gen.OneOf(
        Gen.Char["abcxyzABCXYZ019-.:[]_*/@ %\u00ADäßſ。Ⅷ日かカ한аαא١\u200D\u0301\uD800\uDC00"].Select(c => c.ToString()),
        Gen.Int[0, Words.Length - 1].Select(i => Words[i]));

    private static readonly Gen<string> Text = Gen.OneOf(Gen.String, Gen.String[0, 300], Alphabet.Array[0, 24].Select(string.Concat));

    [Fact]
    public void Never_throws_and_tells_a_reason_exactly_when_it_refuses() => Text.Sample(
        text =>
        {
            var taken = HostName.TryParse(text, out var host, out var reason);
            return taken ? reason.Length == 0 && host.Value.Length is > 2 and <= HostName.MaxLength : reason.Length > 0 && host == default;
        },
        iter: 20_000);

    [Fact]
    public void Normalising_twice_is_normalising_once() => Text.Sample(
        text => !HostName.TryParse(text, out var once, out _)
            || (HostName.TryParse(once.Value, out var twice, out _) && twice == once
                && HostName.TryParse(once.Display, out var shown, out _) && shown == once),
        iter: 20_000);

    [Fact]
    public void A_header_of_a_normal_name_is_that_name() => Text.Sample(
        text => !HostName.TryParse(text, out var host, out _)
            || (HostName.TryFromHeader(host.Value.ToUpperInvariant() + ".:8443", out var header) && header == host),
        iter: 20_000);

    [Fact]
    public void What_a_header_gives_is_normal_for_the_control_hosts_rule_too() => Text.Sample(
        text => !HostName.TryFromHeader(text, out var header)
            || (HostName.TryParseControl(header.Value, out var host, out _) && host == header),
        iter: 20_000);
}
