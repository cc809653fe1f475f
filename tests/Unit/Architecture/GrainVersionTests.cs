using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Tests.Unit.Architecture;

/// <summary>
/// Grain interfaces against those of the last release (<c>LastRelease.txt</c>, made with each release from the
/// <c>OrleansContracts.txt</c> of the projects): while an upgrade rolls, members of both call each other (ADR 0016).
/// </summary>
public sealed partial class GrainVersionTests
{
    private readonly Dictionary<string, Contract> now = Read("src", "OrleansContracts.txt");
    private readonly Dictionary<string, Contract> lastRelease = Read("tests/Unit/Architecture", "LastRelease.txt");

    [Fact]
    public void What_the_last_release_calls_is_still_there() => Assert.Empty(
        from last in lastRelease
        from method in last.Value.Methods
        where !now.TryGetValue(last.Key, out var same) || !same.Methods.Contains(method)
        select $"{last.Key}: {method}");

    [Fact]
    public void An_interface_that_can_do_more_than_in_the_last_release_has_a_higher_version() => Assert.Empty(
        from one in now
        where lastRelease.TryGetValue(one.Key, out var last)
            && one.Value.Version <= last.Version && !one.Value.Methods.SetEquals(last.Methods)
        select $"{one.Key}: [Version({lastRelease[one.Key].Version + 1})]");

    private static Dictionary<string, Contract> Read(string folder, string name)
    {
        var all = new Dictionary<string, Contract>(StringComparer.Ordinal);
        var contract = new Contract(0, []);
        foreach (var line in Sources.Under(folder, name).SelectMany(file => file.Lines))
        {
            if (Head().Match(line) is { Success: true } head)
                all[head.Groups[1].Value] = contract = new(int.Parse(head.Groups[2].Value, CultureInfo.InvariantCulture), []);
            else if (line.StartsWith(' '))
                contract.Methods.Add(line.Trim());
            else
                contract = new(0, []);
        }

        Assert.NotEmpty(all);
        return all;
    }

    [GeneratedRegex(@"^interface \[GrainInterfaceType\(""([^""]+)""\)\].*\[Version\((\d+)\)\]$")]
    private static partial Regex Head();

    private sealed record Contract(int Version, HashSet<string> Methods);
}
