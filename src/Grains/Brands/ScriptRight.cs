using Portal.Saving;

namespace Portal.Brands;

/// <summary>Who sets the scripts of a brand or domain. Pure.</summary>
internal static class ScriptRight
{
    public static bool Has(Caller caller) => caller.Rights.CanSetScript;

    /// <summary>A script that stays as it is may come back with the rest of the document.</summary>
    /// <returns>Null: go on.</returns>
    public static DeskAnswer<T>? Refuse<T>(Caller caller, (string?, ScriptSources?) now, (string?, ScriptSources?) next)
        where T : class => Has(caller) || now == next
            ? null
            : DeskAnswer<T>.Forbidden(
                "You may not change scripts here.",
                new FieldError("javaScript", "You may not set scripts. Leave this as it is, or ask the platform's staff for permission."));
}
