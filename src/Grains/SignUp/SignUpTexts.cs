using System.Globalization;
using System.Resources;

namespace Portal.SignUp;

/// <summary>What is told beside a sign-up's fields, in the language of whoever signs up.</summary>
internal sealed class SignUpTexts
{
    private static readonly ResourceManager Resources = new("Portal.SignUp.SignUpTexts", typeof(SignUpTexts).Assembly);

    private readonly CultureInfo culture;

    private SignUpTexts(CultureInfo culture) => this.culture = culture;

    public string this[string key] =>
        Resources.GetString(key, culture) ?? throw new ArgumentException($"There is no text {key}.", nameof(key));

    public string Format(string key, params object[] values) => string.Format(culture, this[key], values);

    /// <summary>A language without texts of its own reads the first one's.</summary>
    public static SignUpTexts In(string language)
    {
        try
        {
            return new(CultureInfo.GetCultureInfo(language, predefinedOnly: true));
        }
        catch (CultureNotFoundException)
        {
            return new(CultureInfo.InvariantCulture);
        }
    }
}
