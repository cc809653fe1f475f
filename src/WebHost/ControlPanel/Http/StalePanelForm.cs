using System.Globalization;

namespace Portal.WebHost.ControlPanel;

/// <summary>A form that was made for something that is another by now: it is shown, and sent again when that is meant.</summary>
/// <param name="Sentence">What happened since the form was opened.</param>
/// <param name="Button">What sending it again does.</param>
/// <param name="For">The customer or domain, and the brand, that sending it again is meant for.</param>
public sealed record StalePanelForm(string Sentence, string Button, string? For)
{
    /// <summary>The hidden field that names the customer or domain, and the brand, that a form was made for.</summary>
    public const string Field = "_for";

    // Each sending has its own; the others of ours, such as the version that was edited, go along.
    private static readonly string[] Renewed = [StaffCall.TokenField, StaffCall.OperationField, Field];

    internal static readonly StalePanelForm OtherSession = new(
        "You signed in again after this page was opened, so nothing was saved. What you typed is kept: "
            + "send it now, or open the page again to review it first.",
        "Send it now",
        null);

    /// <param name="version">Of a form that changes the thing itself: where somebody else did, or this very form did, what it
    /// is now is told by its conflict.</param>
    public static string Mark(string thing, string? brand, long? version = null) => $"{thing} {brand} {version}".TrimEnd();

    /// <summary>
    /// Refuses a form that was made while its customer or domain belonged to another brand. A form without the mark is let
    /// pass: programs and older pages have none.
    /// </summary>
    /// <exception cref="StaleFormException">It was.</exception>
    internal static async Task Check(StaffCall call, string thing, string name, string? brand, long version)
    {
        var request = call.Context.Request;
        if (!request.HasFormContentType || HttpMethods.IsGet(request.Method)
            || (await request.ReadFormAsync(call.Aborted))[Field] is not [{ Length: > 0 } made])
            return;
        if (made.Split(' ') is not [var about, ..] parts || about != thing
            || (parts is [_, _, var edited] && edited != version.ToString(CultureInfo.InvariantCulture)))
            return;
        var was = parts.Length > 1 ? parts[1] : "";
        var now = Mark(thing, brand, parts.Length > 2 ? version : null);
        if (was == (brand ?? ""))
            return;
        throw new StaleFormException(new StalePanelForm(
            $"This form was made for {name} while it belonged to {BrandOf(was)}. It belongs to {BrandOf(brand)} now, so nothing was saved.",
            $"Send it for {BrandOf(brand)}",
            now));
    }

    /// <summary>What was typed, to be sent again; passwords and keys are typed anew, files chosen anew.</summary>
    internal static IEnumerable<(string Name, string Value)> Typed(IFormCollection form) =>
        form.Where(field => !Renewed.Contains(field.Key, StringComparer.Ordinal) && !IsSecret(field.Key))
            .SelectMany(field => field.Value.OfType<string>(), (field, value) => (field.Key, value));

    internal static bool HasLost(IFormCollection form) =>
        form.Files.Count > 0 || form.Any(field => IsSecret(field.Key) && field.Value.ToString().Length > 0);

    private static bool IsSecret(string name) => name.Contains("assword", StringComparison.Ordinal) || name is "privateKey" or "code";

    private static string BrandOf(string? brand) => string.IsNullOrEmpty(brand) ? "no brand" : $"brand {brand}";
}

#pragma warning disable CA1032, RCS1194 // It carries what its page says; nobody makes it otherwise.
internal sealed class StaleFormException(StalePanelForm form) : Exception(form.Sentence)
{
    public StalePanelForm Form => form;
}
#pragma warning restore CA1032, RCS1194
