using System.Text;
using Microsoft.Data.Sqlite;
using Portal.Certificates;
using Portal.Hosting;
using Portal.Secrets;

namespace Portal.Tests.Cluster.Hosting;

public sealed class SecretsAtRestTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    [Fact]
    public async Task A_copy_of_the_data_directory_alone_opens_no_secret()
    {
        var sealedText = cluster.Service<ISecrets>().Seal(SecretPurposes.CertificateKey, PemText.KeyHead + "hunter2");
        using var elsewhere = new TempDirectory();
        Directory.CreateDirectory(elsewhere["data"]);
        await Copy(elsewhere["data/portal.db"]);

        var bytes = Encoding.Latin1.GetString(
            await File.ReadAllBytesAsync(elsewhere["data/portal.db"], TestContext.Current.CancellationToken));
        Assert.DoesNotContain("hunter2", bytes + sealedText, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", bytes + sealedText, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", bytes, StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => SiloUnderTest.Start(new Dictionary<string, string?>
        {
            ["Portal:DataDirectory"] = elsewhere["data"],
            ["Portal:Keys:File"] = elsewhere["other.key"],
        }));
        Assert.StartsWith("Portal:Keys:File is ", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(elsewhere["other.key"]));
    }

    [Fact]
    public void Key_file_and_data_directory_are_for_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(cluster.KeyFile));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(cluster.DataDirectory));
    }

    [Fact]
    public async Task A_second_process_on_one_data_directory_is_refused()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => SiloUnderTest.Start(new Dictionary<string, string?>
        {
            ["Portal:DataDirectory"] = cluster.DataDirectory,
            ["Portal:Keys:File"] = cluster.KeyFile,
        }));
        Assert.Contains("another process is using", refused.Message, StringComparison.Ordinal);
    }

    // What a backup takes: one consistent file.
    private async Task Copy(string target)
    {
        await using var source = (SqliteConnection)await cluster.Database.Read.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var copy = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ConnectionString);
        await copy.OpenAsync(TestContext.Current.CancellationToken);
        source.BackupDatabase(copy);
    }
}
