using System.Diagnostics;
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
        foreach (var (path, text) in Files("*.sh"))
            Assert.Equal((path, ""), (path, await Look(text, Path.GetFileName(path), "sh", "-n")));
    }

    [Fact]
    public async Task Units_are_such_as_systemd_takes()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "There is no systemd here.");
        foreach (var (path, text) in Files("*.service"))
        {
            // Programs that are no part of a test machine.
            var here = Programs().Replace(text, "ExecStart=/bin/true ");
            Assert.Equal((path, ""), (path, await Look(here, Path.GetFileName(path), "systemd-analyze", "verify", "--man=no")));
        }
    }

    /// <returns>What the program has to say of the file.</returns>
    private static async Task<string> Look(string text, string name, string program, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("deploy-").FullName;
        try
        {
            var file = Path.Combine(folder, name);
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            using var process = Process.Start(new ProcessStartInfo(program, [.. arguments, file])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
            var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode == 0 ? "" : said;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"^\| `(?<file>[^`]+)` \| (run|linted|neither) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rows();

    [GeneratedRegex(@"^ExecStart=\S+ ", RegexOptions.Multiline, 1000)]
    private static partial Regex Programs();
}
