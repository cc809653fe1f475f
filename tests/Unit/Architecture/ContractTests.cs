using System.Reflection;
using System.Text.Json.Serialization;
using Portal.Domains;
using Portal.Hosts;
using Portal.Saving;

namespace Portal.Tests.Unit.Architecture;

/// <summary>What travels between processes of two releases, or is stored, has names and numbers of its own.</summary>
public sealed class ContractTests
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Type[] Types = [.. new[] { typeof(HostName).Assembly, typeof(DomainRules).Assembly }
        .SelectMany(a => a.GetTypes()).Where(t => t.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) == false)];

    private static readonly Type[] GrainInterfaces = [.. Types.Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t))];

    private static readonly Type[] Messages = [.. Types.Where(t => t.IsDefined(typeof(GenerateSerializerAttribute), false))];

    private static readonly Type[] GrainClasses =
    [
        .. Types.Where(t => t is { IsClass: true, IsAbstract: false } && typeof(IGrain).IsAssignableFrom(t)
            && !t.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), false)),
    ];

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    [Fact]
    public void Each_grain_interface_and_method_has_a_name_that_outlives_renaming() => Assert.Empty(
        GrainInterfaces.Where(t => AliasOf(t) is null).Select(t => t.FullName)
            .Concat(
                GrainInterfaces.SelectMany(t => t.GetMethods(Own)).Where(m => AliasOf(m) is null)
                    .Select(m => $"{m.DeclaringType!.FullName}.{m.Name}")));

    [Fact]
    public void Methods_of_one_interface_have_different_names() => Assert.Empty(
        GrainInterfaces.SelectMany(
            t => t.GetMethods(Own).GroupBy(AliasOf).Where(g => g.Count() > 1).Select(g => $"{t.FullName}: {g.Key}")));

    [Fact]
    public void Each_message_has_a_name() => Assert.Empty(Messages.Where(t => !t.IsEnum && AliasOf(t) is null).Select(t => t.FullName));

    [Fact]
    public void No_two_things_have_one_name() => Assert.Empty(
        Messages.Concat(GrainInterfaces).Select(AliasOf).OfType<string>().GroupBy(a => a, StringComparer.Ordinal).Where(g => g.Count() > 1)
            .Select(g => g.Key));

    [Fact]
    public void Each_part_of_a_message_has_a_number() => Assert.Empty(
        from type in Messages
        where !type.IsEnum
        from field in type.GetFields(Own)
        let property = field.Name.StartsWith('<')
            ? type.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], Own)
            : null
        let member = (MemberInfo?)property ?? field
        where !member.IsDefined(typeof(IdAttribute)) && !member.IsDefined(typeof(NonSerializedAttribute))
            && !member.IsDefined(typeof(JsonExtensionDataAttribute))
        select $"{type.FullName}.{member.Name}");

    [Fact]
    public void Each_grain_has_its_type_pinned() => Assert.Empty(
        GrainClasses.Where(t => !t.IsDefined(typeof(GrainTypeAttribute), false)).Select(t => t.FullName));

    [Fact]
    public void Each_stored_state_says_which_schema_it_has() => Assert.Empty(
        from grain in GrainClasses
        from parameter in grain.GetConstructors().SelectMany(c => c.GetParameters())
        where parameter.ParameterType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(IPersistentState<>)
        let state = parameter.ParameterType.GetGenericArguments()[0]
        where parameter.GetCustomAttribute<PersistentStateAttribute>() is null || !state.IsSubclassOf(typeof(Stored))
        select $"{grain.FullName}: {state.Name}");

    [Fact]
    public void There_is_something_to_look_at()
    {
        Assert.NotEmpty(GrainInterfaces);
        Assert.NotEmpty(Messages);
        Assert.NotEmpty(GrainClasses);
    }
}
