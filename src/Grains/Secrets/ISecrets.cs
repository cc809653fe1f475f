namespace Portal.Secrets;

/// <summary>
/// Seals what must not be readable in a stolen database: private keys, passwords, second factors. The keys are shared
/// by the fleet. Safe to call from any thread.
/// </summary>
internal interface ISecrets
{
    /// <param name="purpose">What kind of secret this is (<see cref="SecretPurposes"/>): text sealed for one opens for no other.</param>
    /// <param name="plain">The secret.</param>
    string Seal(string purpose, string plain);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Tampered with, of another purpose, or the key ring
    /// is not ours.</exception>
    string Open(string purpose, string sealedText);
}

/// <summary>Names of kinds of secrets. They are part of what is stored: never rename.</summary>
internal static class SecretPurposes
{
    public const string MailPassword = "mail-password";
    public const string CertificateKey = "certificate-key";
    public const string CertificateDraft = "certificate-draft";
    public const string AcmeAccountKey = "acme-account-key";
    public const string InternalAuthorityKey = "internal-authority-key";
    public const string IdempotentAnswer = "idempotent-answer";
    public const string SecondFactor = "second-factor";
    public const string FactorOffer = "factor-offer";
    public const string EmailKey = "email-key";
    public const string PersonMail = "person-mail";
    public const string KnownDevice = "known-device";
    public const string MailLink = "mail-link";
    public const string SignUpLink = "sign-up-link";
}
