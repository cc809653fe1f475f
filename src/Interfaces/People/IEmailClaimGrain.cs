namespace Portal.People;

/// <summary>What an attempt to hold an address came to.</summary>
/// <param name="Held">It is the caller's now.</param>
/// <param name="Holder">Who has it otherwise: a person (<c>p_…</c>), or a sign-up that waits (<c>su_…</c>).</param>
[GenerateSerializer, Immutable, Alias("portal.ClaimAnswer")]
public sealed record ClaimAnswer([property: Id(0)] bool Held, [property: Id(1)] string? Holder);

/// <summary>
/// One e-mail address, and who holds it in which login scope. Key: the address's HMAC (<c>EmailKeys</c>), so that no
/// address stands in a key or a log. Reserve, then commit or release; a reservation ends by itself.
/// </summary>
[Alias("portal.IEmailClaimGrain")]
public interface IEmailClaimGrain : IGrainWithStringKey
{
    /// <summary>Holds the address in a scope until a time. The holder's own hold is renewed; a conflict answers whose it is.</summary>
    [Alias("Reserve")]
    Task<ClaimAnswer> Reserve(string scope, string holder, DateTimeOffset until);

    /// <summary>
    /// The same for a person that is split off from another (<paramref name="beside"/>) who keeps the address in its own scope:
    /// the two are one human and don't conflict.
    /// </summary>
    [Alias("ReserveBeside")]
    Task<ClaimAnswer> ReserveBeside(string scope, string holder, string beside, DateTimeOffset until);

    /// <summary>Makes a hold lasting, for the person that came of it. False: the hold had ended and somebody else has it.</summary>
    [Alias("Commit")]
    Task<bool> Commit(string scope, string holder, string person);

    /// <summary>Gives it back, if this holder has it.</summary>
    [Alias("Release")]
    Task Release(string scope, string holder);

    /// <summary>Who holds it in this scope, else in one that conflicts with it; null: nobody.</summary>
    [Alias("Find")]
    Task<string?> Find(string scope);
}
