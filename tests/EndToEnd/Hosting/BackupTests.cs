using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Hosting;

/// <summary>Ops who back up a running installation, and lose it.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_that_was_made_while_the_process_ran_is_what_it_held_at_that_moment()
    {
        var folder = Directory.CreateTempSubdirectory("portal-backup").FullName;
        try
        {
            await using var portal = await PortalProcess.Start();
            using var api = portal.Api();
            await api.AddDomain("before.acme.example");
            var file = Path.Combine(folder, "portal.db");
            var (code, said) = await portal.Verb("backup", file);
            Assert.True(code == 0, said);
            Assert.Contains(portal.KeyFile, said, StringComparison.Ordinal);
            Assert.Equal([file], Directory.GetFiles(folder));
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            (code, said) = await portal.Verb("backup", file);
            Assert.Equal(1, code);
            Assert.Contains("nothing is overwritten", said, StringComparison.Ordinal);
            Assert.Equal(2, (await portal.Verb("backup")).Code);

            await api.AddDomain("after.acme.example", "Other Telecom");
            await portal.Kill();
            foreach (var lost in Directory.GetFiles(portal.DataDirectory, "portal.db*"))
                File.Delete(lost);
            File.Copy(file, Path.Combine(portal.DataDirectory, "portal.db"));
            await portal.Start();
            Assert.Equal(
                ["before.acme.example"], (await api.Get("domains"))["items"]!.AsArray().Select(item => (string)item!["host"]!));
            // Its keys are sealed, and writers keep nobody from reading, as before.
            Assert.True(File.Exists(Path.Combine(portal.DataDirectory, "portal.db-wal")));

            var alone = Path.Combine(folder, "alone.db");
            await portal.Kill();
            (code, said) = await portal.Verb("backup", alone);
            Assert.True(code == 0, said);
            Assert.True(File.Exists(alone));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
