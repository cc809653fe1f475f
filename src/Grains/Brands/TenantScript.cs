using Portal.Saving;

namespace Portal.Brands;

/// <summary>A tenant's JavaScript, taken apart: what a page starts, in order.</summary>
/// <param name="Parts">Script files of others and code of their own, in the order that they were written.</param>
internal sealed record TenantScript(IReadOnlyList<ScriptPart> Parts)
{
    public static readonly TenantScript None = new([]);

    /// <summary>The URLs of others' files, each once: what a page allows to be loaded.</summary>
    public IReadOnlyList<string> Sources { get; } =
        [.. Parts.Where(p => p.Source is not null).Select(p => p.Source!).Distinct(StringComparer.Ordinal)];

    public bool HasExternal => Sources.Count > 0;

    /// <summary>What the brand or domain says of it.</summary>
    public ScriptSources Mode { get; init; }

    /// <summary>Whether pages let it load from others: chat and analytics widgets do.</summary>
    public bool LoadsOthers => loadsOthers ??= Mode.KnownOr(ScriptSources.Detect) switch
    {
        ScriptSources.Own => false,
        ScriptSources.Any => Parts.Count > 0,
        ScriptSources.Detect => HasExternal || Parts.Any(part => part.Code is { } code && ScriptReach.Of(code, part.IsModule).LoadsScripts),
    };

    private bool? loadsOthers;

    /// <summary>
    /// Reads raw JavaScript, or any mix of <c>&lt;script src="https://…"&gt;</c> and <c>&lt;script&gt;</c> blocks. Text
    /// whose first character is <c>&lt;</c> is markup: no JavaScript begins so. Never throws.
    /// </summary>
    /// <param name="text">The Advanced field as it was written; null or blank: no script.</param>
    /// <param name="errors">Sentences for a person, empty when all is well. The parts that are right are there all the same.</param>
    public static TenantScript Parse(string? text, out IReadOnlyList<string> errors)
    {
        errors = [];
        if (string.IsNullOrWhiteSpace(text))
            return None;
        if (text.AsSpan().TrimStart() is ['<', ..])
            return ScriptMarkup.Read(text, out errors);
        if (ScriptMarkup.HasTagAtLineStart(text))
            errors = ["Code and <script> tags are mixed. Put the code between <script> and </script>."];
        return new([new ScriptPart(null, text, ScriptPart.NoAttributes)]);
    }

    /// <inheritdoc cref="Parse(string?, out IReadOnlyList{string})"/>
    public static TenantScript Parse(string? text) => Parse(text, out _);
}

/// <summary>One script: somebody's file, or code.</summary>
/// <param name="Source">Absolute https URL; null: it is code.</param>
/// <param name="Code">The code; null: it is a file.</param>
/// <param name="Attributes">
/// In the order of their names, lower case: <c>async</c>, <c>defer</c> (empty values), <c>crossorigin</c>, <c>data-*</c>,
/// <c>id</c>, <c>integrity</c>, <c>referrerpolicy</c>, <c>type</c> (only <c>module</c>), and what else is harmless. To be set as
/// attributes, never written into markup as they are.
/// </param>
internal sealed record ScriptPart(string? Source, string? Code, IReadOnlyDictionary<string, string> Attributes)
{
    public static readonly IReadOnlyDictionary<string, string> NoAttributes = new SortedDictionary<string, string>(StringComparer.Ordinal);

    public bool IsModule => Attributes.ContainsKey("type");
}
