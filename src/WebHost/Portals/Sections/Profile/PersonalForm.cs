using System.Globalization;
using Portal.People;

namespace Portal.WebHost.Portals;

/// <summary>Name, phone, mobile, department, language, time zone.</summary>
internal sealed class PersonalForm(ProfileAnswer pages)
{
    // By name: people look for their city.
    private static readonly (string Value, string Text)[] Zones =
        [.. ZoneNames.Cities.Append("UTC").Order(StringComparer.Ordinal).Select(zone => (zone, ZoneNames.Text(zone)))];

    public async Task<bool> Serve(PortalCall call, bool posts)
    {
        if (!posts)
            return await Show(call, Write(call));
        var posted = await SectionForm.Read(call);
        var (texts, form) = (ProfileAnswer.Texts(call), FormState.From(posted));
        if (posted.Text("name", 200) is not { } name)
            return await Show(call, form.Wrong("name", texts["Error.name"]));
        var settings = new PersonalSettings(
            name,
            posted.Text("phone", 50),
            posted.Text("mobile", 50),
            posted.Text("department", 200),
            posted.Text("language", 20),
            posted.Text("timeZone", 100));
        var result = await pages.Me(call).SaveMe(call.Place.Contact, settings, call.Change(posted));
        return result.IsSaved ? await ProfileAnswer.Back(call, "saved") : await Show(call, form.Refused(result.Errors, texts));
    }

    /// <summary>The languages of the site, in their own names, and the one that is chosen.</summary>
    public static IEnumerable<(string Value, string Text)> Languages(PortalCall call, string any)
    {
        yield return ("", any);
        foreach (var language in call.Site.Look.Languages.Append(call.Person.Language).OfType<string>().Where(l => l.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase))
            yield return (language, LanguageName(language));
    }

    public static string LanguageName(string language)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(language, predefinedOnly: true);
            return culture.TextInfo.ToUpper(culture.NativeName[0]) + culture.NativeName[1..];
        }
        catch (CultureNotFoundException)
        {
            return language;
        }
    }

    public static IEnumerable<(string Value, string Text)> ZoneChoices(PortalCall call, string none)
    {
        yield return ("", none);
        if (call.Person.TimeZone is { } mine && !Array.Exists(Zones, z => z.Value == mine))
            yield return (mine, mine);
        foreach (var zone in Zones)
            yield return zone;
    }

    private Task<bool> Show(PortalCall call, FormState form) =>
        pages.Page<PersonalPage>(call, "me", ProfileAnswer.Texts(call)["Me.Edit"], form);

    private static FormState Write(PortalCall call)
    {
        var form = new FormState();
        form["name"] = call.Person.Name;
        form["phone"] = call.Person.Phone;
        form["mobile"] = call.Person.Mobile;
        form["department"] = call.Place.Department;
        form["language"] = call.Person.Language;
        form["timeZone"] = call.Person.TimeZone;
        return form;
    }
}
