using System.Diagnostics;

namespace Portal.Tests.Unit.Deploy;

/// <summary>Programs that look files over. Which package of Debian has one: <c>./test</c>.</summary>
internal static class Tool
{
    private static readonly string[] Places = [.. Environment.GetEnvironmentVariable("PATH")!.Split(':'), "/usr/sbin"];

    /// <summary>Fails with what the program says, unless it ends with 0; skips where it isn't installed.</summary>
    public static async Task<string> Likes(string program, params string[] arguments)
    {
        var path = Places.Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{program} isn't installed.");
        using var process = Process.Start(new ProcessStartInfo(path!, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await said}\n{await wrong}");
        return await said;
    }
}
