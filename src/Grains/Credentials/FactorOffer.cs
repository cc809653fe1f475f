using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Secrets;

namespace Portal.Credentials;

/// <summary>
/// A second factor that waits for its first code. The page that shows it carries it, sealed, for an hour: looking at a page
/// stores nothing, and two pages that are open don't end each other.
/// </summary>
internal static class FactorOffer
{
    private const char Between = '\n';
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>
    /// An account as it stands: while it has another password or another factor, what it was shown before is worth nothing.
    /// </summary>
    public static string Of(string id, string? passwordHash, string? sealedFactor) =>
        id + "/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(passwordHash + Between + sealedFactor)));

    /// <summary>The one that the page had, if it still holds; else a new one.</summary>
    /// <param name="account">As <see cref="Of"/> says it.</param>
    /// <returns>The secret in base 32, and how the page carries it.</returns>
    public static (string Secret, string Sealed) Begin(string account, string? before, ISecrets secrets, DateTimeOffset now)
    {
        if (before is not null && Open(before, account, secrets, now) is { } same)
            return (same, before);
        var secret = SecondFactor.NewSecret();
        var until = (now + Life).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return (secret, secrets.Seal(SecretPurposes.FactorOffer, string.Join(Between, until, secret, account)));
    }

    /// <summary>
    /// The factor holds from now on; null: the code is wrong, or the offer is none of ours, another account's, or too old.
    /// </summary>
    public static TakenFactor? Take(string offer, string account, string code, ISecrets secrets, DateTimeOffset now)
    {
        if (Open(offer, account, secrets, now) is not { } secret || SecondFactor.StepOf(secret, code, 0, now) is not { } step)
            return null;
        var (codes, hashes) = SecondFactor.NewRecoveryCodes();
        return new TakenFactor(secrets.Seal(SecretPurposes.SecondFactor, secret), step, codes, hashes);
    }

    private static string? Open(string offer, string account, ISecrets secrets, DateTimeOffset now)
    {
        if (offer.Length == 0)
            return null;
        try
        {
            return secrets.Open(SecretPurposes.FactorOffer, offer).Split(Between) is [var until, var secret, var of]
                && of == account
                && long.Parse(until, CultureInfo.InvariantCulture) > now.ToUnixTimeSeconds()
                    ? secret
                    : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <param name="Sealed">The secret, as it is stored.</param>
/// <param name="Step">Of the code that proved it: it is used up.</param>
/// <param name="Codes">New recovery codes, to be shown once.</param>
/// <param name="Hashes">The same, as they are stored.</param>
internal sealed record TakenFactor(string Sealed, long Step, string[] Codes, string[] Hashes)
{
    public override string ToString() => nameof(TakenFactor);
}
