using Portal.Saving;

namespace Portal.People;

/// <summary>One hold on an address.</summary>
/// <param name="Until">Null: lasting.</param>
/// <param name="Beside">A person that this one was split off from: the two are one human and don't stand in each other's way.</param>
internal sealed record EmailClaim(string Scope, string Holder, DateTimeOffset? Until, string? Beside = null) : Kept;

/// <summary>Who holds one address in which scopes. Pure: each change is a new list.</summary>
internal static class EmailClaims
{
    public static EmailClaim[] Living(EmailClaim[] claims, DateTimeOffset now) =>
        [.. claims.Where(claim => claim.Until is null || claim.Until > now)];

    /// <summary>
    /// Whoever stands in the way of this holder: in the same scope before any other. Who was split off stands beside the
    /// other in scopes of their own; in one scope an address has one lasting holder, or nobody knows who signs in.
    /// </summary>
    public static string? InTheWay(EmailClaim[] claims, string scope, string holder, string? beside) => claims
        .Where(claim => LoginScope.Conflict(claim.Scope, scope) && claim.Holder != holder
            && ((claim.Scope == scope && claim.Until is null) || (claim.Holder != beside && claim.Beside != holder)))
        .OrderBy(claim => claim.Scope == scope ? 0 : 1)
        .FirstOrDefault()?.Holder;

    /// <summary>The same list when the hold is lasting already.</summary>
    public static EmailClaim[] Hold(EmailClaim[] claims, EmailClaim wanted)
    {
        var own = Array.Find(claims, claim => claim.Scope == wanted.Scope && claim.Holder == wanted.Holder);
        if (own is { Until: null })
            return claims;
        var until = own?.Until > wanted.Until ? own.Until : wanted.Until;
        return [.. claims.Where(claim => claim != own), wanted with { Until = until, Beside = wanted.Beside ?? own?.Beside }];
    }

    public static EmailClaim[] Commit(EmailClaim[] claims, string scope, string holder, string person)
    {
        var own = Array.Find(claims, claim => claim.Scope == scope && claim.Holder == holder)
            ?? Array.Find(claims, claim => claim.Scope == scope && claim.Holder == person);
        return
        [
            .. claims.Where(claim => claim.Scope != scope || (claim.Holder != holder && claim.Holder != person)),
            new EmailClaim(scope, person, null, own?.Beside),
        ];
    }

    public static EmailClaim[] Release(EmailClaim[] claims, string scope, string holder) =>
        [.. claims.Where(claim => claim.Scope != scope || claim.Holder != holder)];
}
