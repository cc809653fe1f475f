using CsCheck;
using Portal.People;

namespace Portal.Tests.Unit.People;

public sealed class EmailAddressTests
{
    private static readonly Gen<string> Written = Gen.OneOf(
        Gen.String[0, 40],
        Gen.Select(
            Gen.String[Gen.Char["abcXYZ09.+-_\"\\ @äßé\r\n\t\0,;<>()"], 0, 24],
            Gen.String[Gen.Char["abcXYZ09.-äß@ \r\n:"], 0, 24],
            (local, host) => $"{local}@{host}"),
        Gen.Select(Gen.String[Gen.Char["abc.\"\\ @XYZ"], 0, 12], local => $"\"{local}\"@Acme.example"));

    [Theory]
    [InlineData(" Ann.Smith@ACME.example ", "ann.smith@acme.example")]
    [InlineData("ann+bills@acme.example", "ann+bills@acme.example")]
    [InlineData("ann@bücher.example", "ann@xn--bcher-kva.example")]
    [InlineData("ann@acme.example.", "ann@acme.example")]
    [InlineData("\"Ann Smith\"@acme.example", "\"ann smith\"@acme.example")]
    [InlineData("\"ann\"@acme.example", "ann@acme.example")]
    [InlineData("\"a\\\"b@c\"@acme.example", "\"a\\\"b@c\"@acme.example")]
    [InlineData("jürgen@acme.example", "jürgen@acme.example")]
    public void Has_one_form(string written, string expected)
    {
        Assert.True(EmailAddress.TryParse(written, out var address, out var reason), reason);
        Assert.Equal(expected, address.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("ann")]
    [InlineData("@acme.example")]
    [InlineData("ann@")]
    [InlineData("ann@acme")]
    [InlineData("ann@127.0.0.1")]
    [InlineData("ann@[127.0.0.1]")]
    [InlineData("ann smith@acme.example")]
    [InlineData(".ann@acme.example")]
    [InlineData("ann..smith@acme.example")]
    [InlineData("ann@acme.example\r\nBcc: everybody@acme.example")]
    [InlineData("ann\n@acme.example")]
    [InlineData("\"ann\r\nBcc: x\"@acme.example")]
    [InlineData("Ann <ann@acme.example>")]
    [InlineData("ann@acme.example, eve@acme.example")]
    [InlineData("\"ann@acme.example")]
    [InlineData("\"ann\\\"@acme.example")]
    [InlineData("a\u200bnn@acme.example")]
    [InlineData("a\u202enn@acme.example")]
    public void Refuses_with_a_sentence(string? written)
    {
        Assert.False(EmailAddress.TryParse(written, out var address, out var reason));
        Assert.EndsWith(".", reason, StringComparison.Ordinal);
        Assert.Equal("", address.ToString());
    }

    [Fact]
    public void Takes_254_octets_and_no_more()
    {
        var host = string.Join('.', Enumerable.Repeat(new string('a', 61), 3)) + ".example";
        var local = new string('b', EmailAddress.MaxLength - 1 - host.Length);
        Assert.True(EmailAddress.TryParse($"{local}@{host}", out _, out var reason), reason);
        Assert.False(EmailAddress.TryParse($"{local}b@{host}", out _, out reason));
        Assert.Contains("254", reason, StringComparison.Ordinal);
        Assert.False(EmailAddress.TryParse(new string('b', 65) + "@acme.example", out _));
    }

    [Fact]
    public void What_passes_is_read_again_as_itself_and_cannot_end_a_header() => Written.Sample(text =>
    {
        if (!EmailAddress.TryParse(text, out var address))
            return;
        Assert.True(EmailAddress.TryParse(address.Value, out var again, out var reason), reason);
        Assert.Equal(address, again);
        Assert.DoesNotContain(address.Value, char.IsControl);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(address.Value), 3, EmailAddress.MaxLength);
        Assert.Equal(address.Value.ToLowerInvariant(), address.Value);
    });
}
