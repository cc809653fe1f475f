using System.Text.Json.Nodes;
using Portal.Brands;

namespace Portal.WebHost.Documents;

/// <summary>What brands and domains have in common about their scripts.</summary>
internal static class ScriptParts
{
    public const string Sources = "Where the script may load more from. "
        + "detect: from other sites if it has script elements from them, or code that creates such elements; "
        + "own: only from the domain; any. "
        + "Default: detect.";

    private static readonly Document<PolicyAdvice, PolicyAdvice> Warning = new(
        "Warning",
        FieldsOf<PolicyAdvice, PolicyAdvice>.Listed("field", new TextShape { Example = "\"css\"" }, one => one.Field),
        FieldsOf<PolicyAdvice, PolicyAdvice>.Listed(
            "text", new TextShape { Description = "A sentence for people to read." }, one => one.Text));

    /// <summary>What browsers would block of script and CSS.</summary>
    public static Field<T, TView> Warnings<T, TView>(Func<TView, IReadOnlyList<PolicyAdvice>> get) => FieldsOf<T, TView>.Shown(
        "warnings",
        new ListShape(Warning.Shape)
        {
            Description = "What the pages' Content-Security-Policy would make browsers block in script and CSS.",
        },
        view => new JsonArray([.. get(view).Select(Warning.Show)]));
}
