using Portal.Saving;

namespace Portal.People;

/// <summary>Who invites, as the invited read it: somebody of the staff or of the customer by name.</summary>
internal static class Inviter
{
    /// <summary>What a program's key is called is for staff alone: then it is the customer who invites.</summary>
    public static string Of(Actor actor, string? customer) => actor.Kind is "apiKey" or "system" ? customer ?? "" : actor.Name;
}
