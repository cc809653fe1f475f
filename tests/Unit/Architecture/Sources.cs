using System.Runtime.CompilerServices;

namespace Portal.Tests.Unit.Architecture;

/// <summary>The source files, where the tests run beside them.</summary>
internal static class Sources
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    /// <summary>Files under a folder of the repository, by their path from its root; none when the sources are elsewhere.</summary>
    public static IEnumerable<(string Path, string[] Lines)> Under(string folder, string pattern = "*.cs")
    {
        var full = Path.Combine(Root, folder);
        Assert.SkipUnless(Directory.Exists(full), "The sources are not beside the tests.");
        return Directory.EnumerateFiles(full, pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Select(f => (f, File.ReadAllLines(Path.Combine(Root, f))));
    }

    /// <summary>A file or folder of the repository, where it is on this machine.</summary>
    public static string PathOf(string path)
    {
        var full = Path.Combine(Root, path);
        Assert.SkipUnless(Path.Exists(full), "The sources are not beside the tests.");
        return full;
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
