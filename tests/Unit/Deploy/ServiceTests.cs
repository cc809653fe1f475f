using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Hosting.Stopping;
using Portal.Tests.Unit.Architecture;

namespace Portal.Tests.Unit.Deploy;

/// <summary>Units of systemd.</summary>
public sealed partial class ServiceTests
{
    private const string Folder = "deploy/systemd/";

    public static TheoryData<string> Units => new(
        Sources.Under(Folder, "*.service").Select(file => Path.GetFileName(file.Path)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Units))]
    public async Task A_unit_is_such_as_systemd_takes_and_may_little(string unit)
    {
        var folder = Directory.CreateTempSubdirectory("deploy-").FullName;
        try
        {
            // Programs that are no part of a test machine.
            var here = Programs().Replace(await Text(unit), "ExecStart=/bin/true ");
            await File.WriteAllTextAsync(Path.Combine(folder, unit), here, TestContext.Current.CancellationToken);
            if (unit == "portal.service")
            {
                Directory.CreateDirectory(Path.Combine(folder, unit + ".d"));
                File.Copy(Sources.PathOf(Folder + "fleet.conf"), Path.Combine(folder, unit + ".d", "fleet.conf"));
            }

            await Tool.Likes("systemd-analyze", "verify", "--man=no", Path.Combine(folder, unit));
            // 3.0 of 10, as systemd counts what it could harm.
            await Tool.Likes("systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=30", Path.Combine(folder, unit));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("portal.service")]
    [InlineData("portal-silo.service")]
    [InlineData("portal-web.service")]
    public async Task A_member_has_time_to_leave_and_is_started_again(string unit)
    {
        var text = await Text(unit);
        var given = TimeSpan.FromSeconds(int.Parse(Setting(text, "TimeoutStopSec"), CultureInfo.InvariantCulture));
        // A second of goodbyes, and 20 s for what runs (docs/ops.md).
        Assert.True(given > new StopOptions().Delay + TimeSpan.FromSeconds(21));
        Assert.Equal(("always", "2"), (Setting(text, "Restart"), Setting(text, "RestartPreventExitStatus")));
        Assert.Equal("65536", Setting(text, "LimitNOFILE"));
    }

    [Fact]
    public async Task The_user_of_the_units_is_such_as_systemd_makes() =>
        await Tool.Likes("systemd-sysusers", "--dry-run", Sources.PathOf(Folder + "portal.sysusers.conf"));

    private static Task<string> Text(string unit) =>
        File.ReadAllTextAsync(Sources.PathOf(Folder + unit), TestContext.Current.CancellationToken);

    private static string Setting(string text, string name) =>
        text.Split('\n').Single(line => line.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];

    [GeneratedRegex(@"^ExecStart=\S+ ?", RegexOptions.Multiline, 1000)]
    private static partial Regex Programs();
}
