using Portal.ApiKeys;
using Portal.Staff;

namespace Portal.Saving;

/// <summary>
/// Whoever asks a desk for something: who they are, for the audit, and what they may. A face makes it of a session or a key;
/// what follows from the rights is decided in desks alone (ADR 0055).
/// </summary>
/// <param name="Actor">As the audit names them.</param>
/// <param name="Rights">A member of staff's, or a key's.</param>
/// <param name="KeyScopes">Of an API key: what it opens at all. Null: a person, who needs none.</param>
internal sealed record Caller(Actor Actor, StaffRights Rights, IReadOnlyCollection<string>? KeyScopes = null)
{
    /// <summary>Nobody is signed in, or not whole: a desk finds nothing for them and lets them change nothing.</summary>
    public static readonly Caller Nobody = new(new Actor("nobody", "", ""), new StaffRights { Role = (StaffRole)(-1) });

    /// <summary>A change as this caller's: no face can forget whose it is, or which brands it is limited to.</summary>
    public Change Own(Change change) => change with { Actor = Actor, OnlyBrands = Rights.OnlyBrands };

    /// <summary>A change that makes something whose id follows from its operation: nobody's operation is somebody else's.</summary>
    public Change OwnNew(Change change) => Own(change) with { OperationId = $"{Actor.Id}/{change.OperationId}" };

    /// <summary>Whether a key doesn't open this (<see cref="Scopes"/>).</summary>
    public bool Lacks(string scope) => KeyScopes is { } held && !Scopes.Allow([.. held], scope);
}
