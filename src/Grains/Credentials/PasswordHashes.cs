using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Load;

namespace Portal.Credentials;

/// <summary>
/// Hashes and checks passwords: each costs a tenth of a second of a core on purpose, and anybody may ask for it. So it is
/// done on threads of its own, in turns.
/// </summary>
internal sealed class PasswordHashes(TimeProvider clock) : IDisposable
{
    // OWASP's figure for PBKDF2 with HMAC-SHA-512. Stored hashes name their own: old ones are written again at the next sign-in.
    private const int Iterations = 210_000;
    private static readonly object Nobody = new();
    private static readonly PasswordHasher<object> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private static readonly Lazy<string> Nobodys = new(() => Hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));

    private readonly FairThreads threads = new("passwords", clock);

    /// <exception cref="TooBusyException">Too many wait.</exception>
    public Task<string> Hash(string password) => threads.Run(() => Hasher.HashPassword(Nobody, password));

    /// <exception cref="TooBusyException">Too many wait.</exception>
    public Task<(bool Right, bool Weak)> Check(string hash, string password) => threads.Run(() => Compare(hash, password));

    /// <summary>Takes the time of a check, for an address that nobody has.</summary>
    /// <exception cref="TooBusyException">Too many wait.</exception>
    public Task Pretend(string password) => threads.Run(() => Compare(Nobodys.Value, password));

    public void Dispose() => threads.Dispose();

    private static (bool Right, bool Weak) Compare(string hash, string password)
    {
        var result = Hasher.VerifyHashedPassword(Nobody, hash, password);
        return (result != PasswordVerificationResult.Failed, result == PasswordVerificationResult.SuccessRehashNeeded);
    }
}
