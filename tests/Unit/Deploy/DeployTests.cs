using System.Text.RegularExpressions;
using System.Xml.Linq;
using Portal.Tests.Unit.Architecture;

namespace Portal.Tests.Unit.Deploy;

/// <summary>What operators copy: each file says whether anybody ran it.</summary>
public sealed partial class DeployTests
{
    private const string Folder = "deploy";

    private static IEnumerable<(string Path, string Text)> Files(string pattern = "*") =>
        Sources.Under(Folder, pattern).Select(file => (file.Path[(Folder.Length + 1)..], string.Join('\n', file.Lines) + "\n"));

    [Fact]
    public void Each_file_is_listed_as_run_linted_or_neither()
    {
        var list = Files("README.md").Single(file => file.Path == "README.md").Text;
        Assert.Equal(
            Files().Select(file => file.Path).Order(StringComparer.Ordinal),
            Rows().Matches(list).Select(row => row.Groups["file"].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_XML_can_be_read() => Assert.All(Files("*.xml"), file => XDocument.Parse(file.Text));

    [Fact]
    public async Task Shell_scripts_can_be_read()
    {
        foreach (var (path, _) in Files("*.sh"))
            await Tool.Likes("sh", "-n", Sources.PathOf($"{Folder}/{path}"));
    }

    [Fact]
    public async Task Rotation_is_such_as_logrotate_takes()
    {
        var file = Path.GetTempFileName();
        try
        {
            // A user that test machines haven't got.
            var text = Files("portal").Single(one => one.Path == "logrotate/portal").Text;
            await File.WriteAllTextAsync(
                file, text.Replace("su portal portal", "", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            await Tool.Likes("logrotate", "--debug", file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_balancer_takes_its_configuration() =>
        await Tool.Likes("haproxy", "-q", "-c", "-f", Sources.PathOf("deploy/haproxy/haproxy.cfg"));

    [GeneratedRegex(@"^\| `(?<file>[^`]+)` \| (run|linted|neither) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rows();
}
