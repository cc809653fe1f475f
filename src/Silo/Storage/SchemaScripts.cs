using System.Reflection;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace Portal.Hosting.Storage;

/// <summary>The embedded scripts of one dialect, by name: <c>0010-domains</c>. A script that ran once is never changed.</summary>
internal static class SchemaScripts
{
    /// <param name="dialect"><c>Sqlite</c> or <c>Postgres</c>.</param>
    public static IReadOnlyList<SqlScript> All(string dialect)
    {
        var prefix = $"Portal.Hosting.Schema.{dialect}.";
        var assembly = typeof(SchemaScripts).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new SqlScript(name[prefix.Length..^".sql".Length], Text(assembly, name)))];
    }

    /// <summary>Names of all scripts of a dialect, in order.</summary>
    public static IReadOnlyList<string> Names(string dialect)
    {
        var prefix = $"Portal.Hosting.Schema.{dialect}.";
        return [.. typeof(SchemaScripts).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => name[prefix.Length..^".sql".Length])
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Runs what has not run, each script in a transaction of its own.</summary>
    public static IReadOnlyList<string> Run(UpgradeEngineBuilder builder, string dialect)
    {
        var result = builder
            .WithScripts(All(dialect))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            // An index over millions of rows takes its time; whoever waits sees that it goes on.
            .WithExecutionTimeout(TimeSpan.FromHours(12))
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new StartRefusedException($"The schema script {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
