using Portal.Credentials;
using Portal.Saving;

namespace Portal.Staff;

/// <summary>What must hold of a member of staff. Pure.</summary>
internal static class OperatorRules
{
    public static (OperatorSettings Clean, FieldError[] Errors) Check(OperatorSettings settings, string? password)
    {
        var errors = new FieldErrors();
        var email = StaffEmail.Normalise(settings.Email);
        if (email is null)
            errors.Add("email", "Write an e-mail address, such as you@example.com.");
        var name = TextRules.Line(settings.Name, "name", 100, errors);
        if (name is null)
            errors.Add("name", "Write the name that colleagues know.");
        if (PasswordRules.Refuse(password, email ?? "", name ?? "") is { } reason)
            errors.Add("password", reason);
        if (settings.Rights is { IsReseller: true, Brands.Length: 0 })
            errors.Add("brands", "Name at least one brand for a reseller.");
        return (settings with { Email = email ?? "", Name = name ?? "" }, [.. errors.All]);
    }
}
