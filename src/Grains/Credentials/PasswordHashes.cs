using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Portal.Credentials;

/// <summary>Hashes and checks passwords off the grain's turn: each costs a tenth of a second on purpose.</summary>
internal sealed class PasswordHashes
{
    // OWASP's figure for PBKDF2 with HMAC-SHA-512. Stored hashes name their own: old ones are written again at the next sign-in.
    private const int Iterations = 210_000;
    private static readonly object Nobody = new();

    private readonly PasswordHasher<object> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly Lazy<string> nobodys;

    public PasswordHashes() => nobodys = new Lazy<string>(() => hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));

    public Task<string> Hash(string password) => Task.Run(() => hasher.HashPassword(Nobody, password));

    public Task<(bool Right, bool Weak)> Check(string hash, string password) => Task.Run(() =>
    {
        var result = hasher.VerifyHashedPassword(Nobody, hash, password);
        return (result != PasswordVerificationResult.Failed, result == PasswordVerificationResult.SuccessRehashNeeded);
    });

    /// <summary>Takes the time of a check, for an address that nobody has.</summary>
    public Task Pretend(string password) => Check(nobodys.Value, password);
}
