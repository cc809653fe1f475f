namespace Portal.Tests.Unit.Architecture;

/// <summary>What <c>tests/Bench releases</c> adds to make a later release of this one still fits its sources.</summary>
public sealed class NextReleaseTests
{
    [Fact]
    public void The_patch_that_makes_a_later_release_applies() =>
        Assert.Empty(Sources.Under("tests/Bench/Releases", "*.patch").SelectMany(patch => Misfits(patch.Lines)));

    private static IEnumerable<string> Misfits(string[] patch)
    {
        var files = Sources.Under("src").Concat(Sources.Under("src", "*.txt"))
            .ToDictionary(file => file.Path, file => file.Lines, StringComparer.Ordinal);
        var (file, hunk) = ("", new List<string>());
        foreach (var line in patch.Append("@@"))
        {
            if (line is [' ' or '-', ..] && !line.StartsWith("--- ", StringComparison.Ordinal))
            {
                hunk.Add(line[1..]);
            }
            else if (line is not ['+', ..] || line.StartsWith("+++ ", StringComparison.Ordinal))
            {
                // What a new file begins with has no place that it could miss.
                if (hunk.Count > 0 && !Holds(files.GetValueOrDefault(file, []), hunk))
                    yield return $"{file}: {hunk[0].Trim()}";
                hunk.Clear();
            }

            if (line.StartsWith("--- a/", StringComparison.Ordinal))
                file = line["--- a/".Length..];
        }
    }

    private static bool Holds(string[] lines, List<string> hunk) =>
        Enumerable.Range(0, Math.Max(0, lines.Length - hunk.Count + 1))
            .Any(start => lines.Skip(start).Take(hunk.Count).SequenceEqual(hunk, StringComparer.Ordinal));
}
