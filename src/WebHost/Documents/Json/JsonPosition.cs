namespace Portal.WebHost.Documents;

/// <summary>Where a reader of JSON is, as a path: <c>$.look.links[1].url</c>.</summary>
internal sealed class JsonPosition
{
    private const int LongestName = 80;

    private readonly Stack<Level> levels = new();

    public int Depth => levels.Count;

    public string Path => string.Concat("$", string.Concat(levels.Reverse().Select(level => level.Step)));

    /// <summary>One step of a path: a plain name after a dot, any other in brackets.</summary>
    public static string Step(string name)
    {
        var text = name.Length > LongestName ? name[..LongestName] + "…" : name;
        return text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '…')
            ? "." + text
            : "['" + new string(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c).ToArray()) + "']";
    }

    public void Enter(bool isArray) => levels.Push(new Level(isArray));

    public void Leave() => levels.Pop();

    /// <summary>A field begins. False: this object had it before.</summary>
    public bool Name(string name)
    {
        var level = levels.Peek();
        level.Step = Step(name);
        return level.Names.Add(name);
    }

    /// <summary>A value begins: in an array, the next one.</summary>
    public void Value()
    {
        if (levels.TryPeek(out var level) && level.IsArray)
            level.Step = $"[{++level.Index}]";
    }

    private sealed class Level(bool isArray)
    {
        public bool IsArray { get; } = isArray;
        public int Index { get; set; } = -1;
        public string Step { get; set; } = "";
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
    }
}
