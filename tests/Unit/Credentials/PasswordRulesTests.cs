using Portal.Credentials;
using Portal.Staff;

namespace Portal.Tests.Unit.Credentials;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("password123456")]
    [InlineData("Qwerty2026!")]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("Password1")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("ann.smith@operator.example")]
    [InlineData("Ann.Smith")]
    public void Refuses_what_is_tried_first(string password) =>
        Assert.NotNull(PasswordRules.Refuse(password, "ann.smith@operator.example", "Ann Smith"));

    [Fact]
    public void Refuses_more_than_128_characters() =>
        Assert.NotNull(PasswordRules.Refuse(string.Concat(Enumerable.Repeat("abc", 43)), "a@b.example", "A"));

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("öäü日本語 пароль")]
    public void Asks_for_no_composition(string password) => Assert.Null(PasswordRules.Refuse(password, "a@b.example", "A"));

    [Theory]
    [InlineData(" Ann@Operator.Example ", "ann@operator.example")]
    [InlineData("ann", null)]
    [InlineData("ann@", null)]
    [InlineData("a b@c.example", null)]
    [InlineData("a@b@c.example", null)]
    public void Puts_an_address_into_its_one_form(string written, string? key) => Assert.Equal(key, StaffEmail.Normalise(written));
}
