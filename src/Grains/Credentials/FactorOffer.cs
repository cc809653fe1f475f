using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Secrets;

namespace Portal.Credentials;

/// <summary>
/// A second factor that waits for its first code. The page that shows it carries it, sealed: looking at a page stores nothing,
/// and two pages that are open don't end each other.
/// </summary>
/// <param name="Secret">Base 32.</param>
/// <param name="Account">Whose, as it stood (<see cref="Of"/>).</param>
/// <param name="Until">Whoever left the page open begins anew.</param>
internal sealed record FactorOffer(string Secret, string Account, DateTimeOffset Until)
{
    private const char Between = '\n';
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>
    /// Of an account as it stands: with another password or another factor, what was shown before is worth nothing,
    /// as long as they stay that.
    /// </summary>
    public static string Of(string id, string? passwordHash, string? sealedFactor) =>
        id + "/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(passwordHash + Between + sealedFactor)));

    /// <summary>The one that the page had, if it still holds; else a new one. And how the page carries it.</summary>
    public static (string Secret, string Sealed) Begin(string account, string? before, ISecrets secrets, DateTimeOffset now)
    {
        if (Open(before, account, secrets, now) is { } same)
            return (same.Secret, before!);
        var offer = new FactorOffer(SecondFactor.NewSecret(), account, now + Life);
        return (offer.Secret, offer.Seal(secrets));
    }

    /// <summary>Null: it is none of ours, another account's, or too old.</summary>
    public static FactorOffer? Open(string? text, string account, ISecrets secrets, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            return secrets.Open(SecretPurposes.FactorOffer, text).Split(Between) is [var ends, var secret, var of]
                && of == account
                && DateTimeOffset.FromUnixTimeSeconds(long.Parse(ends, CultureInfo.InvariantCulture)) is var until
                && until > now
                    ? new FactorOffer(secret, of, until)
                    : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private string Seal(ISecrets secrets) =>
        secrets.Seal(
            SecretPurposes.FactorOffer,
            string.Create(CultureInfo.InvariantCulture, $"{Until.ToUnixTimeSeconds()}{Between}{Secret}{Between}{Account}"));

    public override string ToString() => nameof(FactorOffer);
}
