using Portal.Countries;
using Portal.Credentials;
using Portal.Customers;
using Portal.Domains;
using Portal.People;
using Portal.Saving;

namespace Portal.SignUp;

/// <summary>What must hold of a sign-up's form. Pure.</summary>
internal static class SignUpRules
{
    private const int LongestName = 100;
    private const int LongestPhone = 40;

    /// <summary>Whether this side of the trade may sign up on a domain.</summary>
    public static bool IsOpen(DomainSettings? domain, CustomerKind kind) =>
        domain is { Status: not DomainStatus.Disabled } && (kind == CustomerKind.Carrier ? domain.CarrierSignUp : domain.CustomerSignUp);

    public static (SignUpForm Clean, FieldError[] Errors) Check(SignUpForm form, DomainSettings domain)
    {
        var texts = SignUpTexts.In(form.Language);
        var errors = new FieldErrors();
        var email = Email(form.Email, texts, errors);
        var clean = form with
        {
            Company = Line(form.Company, "company", "Company.Missing", LongestName, texts, errors),
            Name = Line(form.Name, "name", "Name.Missing", LongestName, texts, errors),
            Email = email,
            Phone = Phone(form.Phone, texts, errors),
            Country = Choice(form.Country, "country", "Country", CountryCodes.IsKnown, texts["Country.Wrong"], texts, errors),
            Currency = form.Kind == CustomerKind.Carrier ? "" : Choice(
                form.Currency, "currency", "Currency", code => domain.Currencies.Contains(code, StringComparer.Ordinal),
                texts.Format("Currency.Wrong", string.Join(", ", domain.Currencies)), texts, errors),
        };
        if (RefusePassword(form.Password, email ?? "", clean.Name ?? "", texts) is { } reason)
            errors.Add("password", reason);
        if (!form.Terms)
            errors.Add("terms", texts["Terms.Missing"]);
        return (clean, [.. errors.All]);
    }

    /// <summary>A sentence that says what is wrong with a password; null: it is fine.</summary>
    public static string? RefusePassword(string? password, string email, string name, SignUpTexts texts) =>
        string.IsNullOrEmpty(password) ? texts["Password.Missing"]
        : password.Length < PasswordRules.Shortest ? texts.Format("Password.Short", PasswordRules.Shortest)
        : password.Length > PasswordRules.Longest ? texts.Format("Password.Long", password.Length, PasswordRules.Longest)
        : PasswordRules.Refuse(password, email, name) is not null ? texts["Password.Guessable"]
        : null;

    private static string? Line(string? written, string field, string missing, int longest, SignUpTexts texts, FieldErrors errors)
    {
        var found = new FieldErrors();
        var line = TextRules.Line(written, field, longest, found);
        if (line is null)
            errors.Add(field, texts[missing]);
        else if (found.All.Count > 0)
            errors.Add(field, texts.Format("Line", longest));
        return line;
    }

    private static string? Email(string? written, SignUpTexts texts, FieldErrors errors)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            errors.Add("email", texts["Email.Missing"]);
            return null;
        }

        if (EmailAddress.TryParse(written, out var address))
            return address.Value;
        errors.Add("email", texts["Email.Wrong"]);
        return null;
    }

    private static string? Phone(string? written, SignUpTexts texts, FieldErrors errors)
    {
        var before = errors.All.Count;
        var phone = Line(written, "phone", "Phone.Missing", LongestPhone, texts, errors);
        // E.164 has 15 digits at most; fewer than 5 reach nobody from abroad.
        if (errors.All.Count == before
            && (phone!.Count(char.IsAsciiDigit) is < 5 or > 15
                || phone!.Any(c => !char.IsAsciiDigit(c) && !"+ ()-./".Contains(c, StringComparison.Ordinal))))
            errors.Add("phone", texts["Phone.Wrong"]);
        return phone;
    }

    private static string? Choice(
        string? written, string field, string key, Func<string, bool> isKnown, string otherwise, SignUpTexts texts, FieldErrors errors)
    {
        var choice = written?.Trim().ToUpperInvariant();
        if (string.IsNullOrEmpty(choice))
            errors.Add(field, texts[key + ".Missing"]);
        else if (!isKnown(choice))
            errors.Add(field, otherwise);
        return choice;
    }
}
