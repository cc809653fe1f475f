using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.Tests.Unit.Architecture;

namespace Portal.Tests.Unit.Deploy;

/// <summary>Alerts and the dashboard. That other metrics than the product's own are there, tests/EndToEnd asks of running members.</summary>
public sealed partial class MonitoringTests
{
    private const string Folder = "deploy/prometheus/";

    [Fact]
    public async Task Prometheus_takes_the_rules_and_what_it_is_told_to_ask()
    {
        await Tool.Likes("promtool", "check", "rules", Sources.PathOf(Folder + "rules.yml"));
        await Tool.Likes("promtool", "check", "config", "--syntax-only", Sources.PathOf(Folder + "portal.yml"));
    }

    [Fact]
    public async Task Each_alert_fires_for_what_it_is_for() =>
        await Tool.Likes(
            "promtool", "test", "rules", Sources.PathOf(Folder + "rules.test.yml"), Sources.PathOf(Folder + "rules.week.test.yml"));

    [Fact]
    public void Each_alert_has_a_case_in_which_it_fires()
    {
        var cases = Text(Folder + "rules.test.yml") + Text(Folder + "rules.week.test.yml");
        Assert.All(
            Alerts().Matches(Text(Folder + "rules.yml")).Select(alert => alert.Groups["name"].Value),
            name => Assert.Contains($"alertname=\"{name}\"", cases, StringComparison.Ordinal));
    }

    [Fact]
    public void Metrics_of_the_product_that_are_named_are_counted_and_documented()
    {
        var counted = Sources.Under("src").SelectMany(file => file.Lines)
            .SelectMany(line => Instruments().Matches(line).Select(one => one.Groups["name"].Value.Replace('.', '_')))
            .ToHashSet(StringComparer.Ordinal);
        var documented = Documented().ToHashSet(StringComparer.Ordinal);
        foreach (var name in Named().Distinct())
        {
            var whole = Regex.Replace(name, "_(bucket|sum|count)$", "", RegexOptions.None, TimeSpan.FromSeconds(1));
            Assert.Contains(whole, documented);
            Assert.Contains(Regex.Replace(whole, "(_seconds|_bytes)?(_total)?$", "", RegexOptions.None, TimeSpan.FromSeconds(1)), counted);
        }
    }

    [Fact]
    public void The_dashboard_shows_each_metric_that_the_guide_names()
    {
        var dashboard = Text("deploy/grafana/portal.json");
        Assert.All(Documented(), name => Assert.Contains(name, dashboard, StringComparison.Ordinal));
        var panels = JsonNode.Parse(dashboard)!["panels"]!.AsArray();
        Assert.Equal(panels.Count, panels.Select(panel => (int)panel!["id"]!).Distinct().Count());
    }

    private static string Text(string path) => File.ReadAllText(Sources.PathOf(path));

    private static IEnumerable<string> Documented() =>
        Text("docs/ops.md").Split('\n').Where(line => line.StartsWith("| `portal_", StringComparison.Ordinal))
            .SelectMany(line => Own().Matches(line.Split('|')[1]).Select(name => name.Value));

    private static IEnumerable<string> Named() =>
        Own().Matches(Text(Folder + "rules.yml") + Text("deploy/grafana/portal.json")).Select(name => name.Value);

    [GeneratedRegex(@"\bportal_[a-z_]+", RegexOptions.None, 1000)]
    private static partial Regex Own();

    [GeneratedRegex(@"""(?<name>portal\.[a-z_.]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Instruments();

    [GeneratedRegex(@"^ *- alert: (?<name>\w+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alerts();
}
