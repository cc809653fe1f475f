using System.Globalization;

namespace Portal.People;

/// <summary>A browser by its header, as far as a person tells browsers apart.</summary>
public static class Agents
{
    // The first that is found: later ones are in the headers of earlier ones.
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <param name="both">How a browser and a system are said together, such as <c>{0} on {1}</c>.</param>
    /// <returns>Null: nothing that we know.</returns>
    public static string? Describe(string? agent, string both)
    {
        var (browser, system) = (Find(Browsers, agent), Find(Systems, agent));
        return browser is null ? system
            : system is null ? browser
            : string.Format(CultureInfo.InvariantCulture, both, browser, system);
    }

    private static string? Find((string Mark, string Name)[] known, string? agent) =>
        agent is null ? null : Array.Find(known, k => agent.Contains(k.Mark, StringComparison.Ordinal)).Name;
}
