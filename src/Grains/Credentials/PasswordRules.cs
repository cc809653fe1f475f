namespace Portal.Credentials;

/// <summary>What a password must keep to: length, and not the first that somebody would try. No rules of composition.</summary>
internal static class PasswordRules
{
    public const int Shortest = 8;
    public const int Longest = 128;

    // The heads of the published lists of leaked passwords, of eight characters and more, that are more than a word with
    // something behind it.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "12345678", "123456789", "1234567890", "12345678910", "0123456789", "0987654321", "987654321", "87654321", "11111111",
        "00000000", "88888888",
        "12341234", "11223344", "123123123", "1q2w3e4r", "1q2w3e4r5t", "1qaz2wsx", "1qaz2wsx3edc", "qwertyui", "asdfasdf",
        "zxcvbnm123", "q1w2e3r4",
        "abcdefgh", "a1b2c3d4", "aa123456", "trustno1", "starwars", "whatever", "michelle", "jennifer", "liverpool", "softswitch",
    };

    // Words that are tried with anything behind them.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passw0rd", "p@ssw0rd", "p@ssword", "passwort", "kennwort", "qwerty", "qwertz", "qwertyuiop", "asdfgh",
        "asdfghjkl", "abc", "abcd", "abcdef",
        "welcome", "willkommen", "letmein", "iloveyou", "changeme", "admin", "administrator", "test", "testtest", "secret",
        "geheim", "default", "master",
        "monkey", "dragon", "football", "baseball", "superman", "sunshine", "princess", "shadow", "charlie", "internet",
        "computer", "hallo", "hello",
        "login", "user", "guest", "root", "portal", "telecom", "telefon", "telephone", "voip", "customer", "kunde", "schalke",
        "summer", "sommer", "winter",
    };

    /// <summary>A sentence that says what is wrong; null: it is fine.</summary>
    public static string? Refuse(string? password, string email, string name) =>
        string.IsNullOrEmpty(password) ? "Choose a password."
        : password.Length < Shortest ? $"Choose a longer password: at least {Shortest} characters."
        : password.Length > Longest ? $"This has {password.Length} characters; the limit is {Longest}."
        : IsCommon(password) || password.Distinct().Count() < 3 ? "This is one of the first passwords that attackers try. Choose another."
        : Same(password, email) || Same(password, email.Split('@')[0]) || Same(password, name)
            ? "This is your name or address. Choose another."
        : null;

    // What people append to be let through: digits and signs at the end add no more than the tries of a few seconds.
    private static bool IsCommon(string password)
    {
        var word = password.AsSpan().TrimEnd("0123456789!?.,*#$%&+-_@");
        return Common.Contains(password) || Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    private static bool Same(string password, string text) => password.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase);
}
