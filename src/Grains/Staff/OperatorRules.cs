using Portal.Credentials;
using Portal.Saving;

namespace Portal.Staff;

/// <summary>What must hold of a member of staff. Pure.</summary>
internal static class OperatorRules
{
    public static (OperatorSettings Clean, FieldError[] Errors) Check(OperatorSettings settings, string? password)
    {
        var (clean, errors) = Check(settings);
        return PasswordRules.Refuse(password, clean.Email, clean.Name) is { } reason
            ? (clean, [.. errors, new("password", reason)])
            : (clean, errors);
    }

    /// <summary>A change of what is stored.</summary>
    public static (OperatorSettings Clean, FieldError[] Errors) Check(OperatorSettings settings, OperatorSettings? stored, Change change)
    {
        var (clean, errors) = Check(settings);
        var (kept, all) = Keeping.Take(clean, stored, change, errors);
        return (kept, [.. all]);
    }

    /// <summary>All but the password, which somebody invited sets by themselves.</summary>
    public static (OperatorSettings Clean, FieldError[] Errors) Check(OperatorSettings settings)
    {
        var errors = new FieldErrors();
        var email = StaffEmail.Normalise(settings.Email);
        if (email is null)
            errors.Add("email", "Enter an e-mail address, such as you@example.com.");
        var name = TextRules.Line(settings.Name, "name", 100, errors);
        if (name is null)
            errors.Add("name", "Enter the name that colleagues know.");
        if (settings.Rights is { IsReseller: true, Brands.Length: 0 })
            errors.Add("brands", "Choose at least one brand for a reseller.");
        var rights = settings.Rights.IsReseller ? settings.Rights : settings.Rights with { Brands = [], CustomScript = false };
        return (settings with { Email = email ?? "", Name = name ?? "", Rights = rights }, [.. errors.All]);
    }

    /// <summary>Whether somebody may do less than before: then their sessions begin anew.</summary>
    public static bool Narrows(OperatorSettings before, OperatorSettings after) =>
        (after.Disabled && !before.Disabled)
        || (after.Rights.Role != before.Rights.Role && after.Rights.Role != StaffRole.Owner)
        || (after.Rights.IsReseller && before.Rights.Brands.Except(after.Rights.Brands, StringComparer.Ordinal).Any())
        || (before.Rights.CustomScript && !after.Rights.CustomScript);
}
