using Portal.Saving;

namespace Portal.ApiKeys;

/// <summary>What must hold of a key's settings. Pure.</summary>
internal static class ApiKeyRules
{
    private const int LongestName = 100;

    public static FieldError[] Check(ApiKeySettings settings, DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        if (string.IsNullOrWhiteSpace(settings.Name))
            errors.Add(new("name", "Give the key a name that says what uses it."));
        else if (settings.Name.Length > LongestName)
            errors.Add(new("name", $"The name has {settings.Name.Length} characters; the limit is {LongestName}."));

        if (settings.Scopes.Length == 0)
            errors.Add(new("scopes", "Choose at least one scope, or “all”."));
        for (var i = 0; i < settings.Scopes.Length; i++)
        {
            if (!Scopes.Known.Contains(settings.Scopes[i], StringComparer.Ordinal))
                errors.Add(new($"scopes[{i}]", $"There is no scope with this name. The scopes are: {string.Join(", ", Scopes.Known)}."));
        }

        if (settings.ExpiresAt is { } end && end <= now)
            errors.Add(new("expiresAt", "This time is in the past. Leave it out for a key that stays valid until it is revoked."));
        if (UnknownNames.IsUnknown(settings.Rights.Role))
            errors.Add(new("role", "There is no such role here."));
        if (settings.Rights is { IsReseller: true, Brands.Length: 0 })
            errors.Add(new("brands", "A reseller's key needs at least one brand."));
        if (settings.Rights is { IsReseller: false, Brands.Length: > 0 })
            errors.Add(new("brands", "Only a reseller's key is limited to brands. Leave them out, or choose the role “reseller”."));
        return [.. errors];
    }
}
