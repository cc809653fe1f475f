using System.Reflection;
using System.Text.RegularExpressions;
using Portal.Domains;
using Portal.Hosts;

namespace Portal.Tests.Unit.Architecture;

public sealed partial class HouseTests
{
    private static readonly Assembly Interfaces = typeof(HostName).Assembly;
    private static readonly Assembly Grains = typeof(DomainRules).Assembly;
    private static readonly Assembly Silo = Assembly.Load("Silo");
    private static readonly Assembly WebHost = Assembly.Load("WebHost");

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(a => a.Name!);

    [Fact]
    public void The_arrows_never_turn()
    {
        Assert.Empty(References(Interfaces).Intersect(["Grains", "Silo", "WebHost"]));
        Assert.Empty(References(Grains).Intersect(["Silo", "WebHost"]));
        Assert.DoesNotContain("WebHost", References(Silo));
    }

    [Fact]
    public void Interfaces_need_the_framework_and_Orleans_alone() => Assert.All(
        References(Interfaces),
        name => Assert.Matches("^(System($|\\.)|Orleans\\.|Microsoft\\.(Extensions|CodeAnalysis|CSharp)|netstandard$)", name));

    [Fact]
    public void The_web_is_unknown_to_grains() => Assert.DoesNotContain("Microsoft.AspNetCore.Http", References(Grains));

    [Theory]
    [InlineData("Portals", "ControlPanel", "Api")]
    [InlineData("ControlPanel", "Portals", "Api")]
    [InlineData("Api", "Portals", "ControlPanel")]
    public void The_faces_do_not_know_each_other(string face, string other, string third)
    {
        var foreign = new Regex($@"\b(WebHost\.)({other}|{third})\b", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.Empty(
            from file in Sources.Under("src/WebHost").Where(f => f.Path.StartsWith($"src/WebHost/{face}/", StringComparison.Ordinal))
            from line in file.Lines
            where foreign.IsMatch(line)
            select $"{file.Path}: {line.Trim()}");
    }

    [Theory]
    [InlineData("Documents")]
    [InlineData("Items")]
    public void What_the_faces_share_knows_none_of_them(string shared)
    {
        var face = new Regex(@"\bWebHost\.(Portals|ControlPanel|Api)\b", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.Empty(
            from file in Sources.Under("src/WebHost").Where(f => f.Path.StartsWith($"src/WebHost/{shared}/", StringComparison.Ordinal))
            from line in file.Lines
            where face.IsMatch(line)
            select $"{file.Path}: {line.Trim()}");
    }

    [Fact]
    public void What_hosts_and_does_is_not_public()
    {
        var exported = new[] { Grains, Silo, WebHost }.SelectMany(a => a.GetExportedTypes()).ToArray();
        var shown = ShownBy(exported.Where(IsPage));
        Assert.Empty(exported
            .Where(t =>
                !t.FullName!.StartsWith("OrleansCodeGen", StringComparison.Ordinal) && t.Name != "Program" && !IsPage(t)
                    && !IsGenerated(t) && !shown.Contains(t))
            .Select(t => t.FullName));
    }

    [Fact]
    public void A_name_stands_for_one_type() => Assert.Empty(
        from type in new[] { Interfaces, Grains, Silo, WebHost }.SelectMany(assembly => assembly.GetTypes())
        where !type.IsNested && !IsGenerated(type) && type.Namespace?.StartsWith("Portal", StringComparison.Ordinal) == true
            && type.Name is not ("_Imports" or "Program")
        group type.FullName by type.Name into same
        where same.Count() > 1
        select string.Join(", ", same));

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void No_file_has_more_than_300_lines(string folder) =>
        Assert.Empty(Sources.Under(folder).Where(f => f.Lines.Length > 300).Select(f => $"{f.Path}: {f.Lines.Length}"));

    [Fact]
    public void No_folder_is_a_drawer_for_anything() =>
        Assert.DoesNotContain(Sources.Under("src").Select(f => f.Path), path => Drawer().IsMatch(path));

    [Fact]
    public void Each_schema_script_is_there_for_both_databases()
    {
        static IEnumerable<string> Names(string kind) =>
            Sources.Under("src/Silo/Schema/" + kind, "*.sql").Select(f => Path.GetFileName(f.Path)).Order(StringComparer.Ordinal);
        Assert.Equal(Names("Sqlite"), Names("Postgres"));
    }

    // The Razor compiler makes pages public, so what a page is given has to be, and what that is made of.
    private static HashSet<Type> ShownBy(IEnumerable<Type> pages)
    {
        var found = new HashSet<Type>();
        var open = new Queue<Type>(pages);
        while (open.TryDequeue(out var type))
        {
            foreach (var part in type.GetProperties().SelectMany(p => p.PropertyType.GetGenericArguments().Prepend(p.PropertyType)))
            {
                var plain = part.IsArray ? part.GetElementType()! : part.IsGenericType ? part.GetGenericTypeDefinition() : part;
                if (plain.Assembly.GetName().Name is "Grains" or "WebHost" && found.Add(plain))
                    open.Enqueue(plain);
            }
        }

        return found;
    }

    private static bool IsPage(Type type) =>
        type.Name == "_Imports" || type.GetInterfaces().Any(i => i.FullName == "Microsoft.AspNetCore.Components.IComponent");

    private static bool IsGenerated(Type type) =>
        type.CustomAttributes.Any(a => a.AttributeType.Name is "GeneratedCodeAttribute" or "CompilerGeneratedAttribute");

    [GeneratedRegex("/(Services|Helpers|Common|Managers|Utils|Misc)(/|\\.cs$)", RegexOptions.CultureInvariant)]
    private static partial Regex Drawer();
}
