using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>How a person's grain stores the tokens of its sessions and links.</summary>
internal static class PersonToken
{
    public static string Hash(string token) => TokenHash.Of("person/" + token);
}
