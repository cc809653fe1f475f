using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>An e-mail address as somebody typed it.</summary>
internal static class TypedEmail
{
    private const int Longest = 254;

    /// <summary>As it is looked up; null: it can't be one.</summary>
    public static string? Read(string typed) => EmailAddress.TryParse(typed, out var address) ? address.Value : null;

    /// <summary>As a refused form shows it again.</summary>
    public static string Shown(string typed) => typed.Length > Longest ? typed[..Longest] : typed;
}
