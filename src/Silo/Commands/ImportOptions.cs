namespace Portal.Hosting.Commands;

/// <summary>What stands behind <c>import cdrs</c>: files, and how they are read.</summary>
/// <param name="Mapping">The mapping that they are read by; null: they are ours.</param>
/// <param name="Switch">Where a record names none; null: it has to.</param>
internal sealed record ImportOptions(IReadOnlyList<string> Files, string? Mapping, string? Switch)
{
    private const string MappingName = "--mapping";
    private const string SwitchName = "--switch";

    /// <returns>Null: it can't be read.</returns>
    public static ImportOptions? Of(IEnumerable<string> arguments)
    {
        var files = new List<string>();
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        string? option = null;
        foreach (var argument in arguments)
        {
            if (option is not null)
            {
                if (argument.StartsWith('-') || !said.TryAdd(option, argument))
                    return null;
                option = null;
            }
            else if (argument is MappingName or SwitchName)
            {
                option = argument;
            }
            else if (argument.StartsWith('-'))
            {
                return null;
            }
            else
            {
                files.Add(argument);
            }
        }

        return option is null && files.Count > 0
            ? new(files, said.GetValueOrDefault(MappingName), said.GetValueOrDefault(SwitchName))
            : null;
    }

    /// <summary>Paths as the process has them that the verb may be handed to: another working directory is not ours.</summary>
    public static IEnumerable<string> Absolute(IEnumerable<string> arguments)
    {
        var isName = false;
        foreach (var argument in arguments)
        {
            yield return isName || argument.StartsWith('-') ? argument : Path.GetFullPath(argument);
            isName = argument is MappingName or SwitchName;
        }
    }
}
