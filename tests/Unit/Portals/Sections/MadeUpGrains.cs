using System.Reflection;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Grains that answer what a test told them, and note what they were asked.</summary>
internal sealed class MadeUpGrains
{
    public MadeUpGrains()
    {
        Factory = DispatchProxy.Create<IGrainFactory, GrainProxy>();
        ((GrainProxy)Factory).Owner = this;
    }

    public IGrainFactory Factory { get; }

    /// <summary>By the method's name; where several grains have one of that name, with the interface before it.</summary>
    public Dictionary<string, object> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>Key of the grain, method, and its arguments that are text.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Hears each call as it comes: the method's name, and its arguments.</summary>
    public Action<string, object?[]>? Heard { get; set; }

    internal object? Answer(string key, MethodInfo method, object?[] arguments)
    {
        if (method.Name == "GetGrain")
        {
            var grain = (GrainProxy)typeof(DispatchProxy).GetMethod(nameof(DispatchProxy.Create), 2, Type.EmptyTypes)!
                .MakeGenericMethod(method.ReturnType, typeof(GrainProxy)).Invoke(null, null)!;
            (grain.Owner, grain.Key) = (this, (string)arguments[0]!);
            return grain;
        }

        Asked.Add(string.Join(' ', new[] { key, method.Name }.Concat(arguments.OfType<string>())));
        Heard?.Invoke(method.Name, arguments);
        if (method.ReturnType == typeof(Task))
            return Task.CompletedTask;
        var answer = Answers.GetValueOrDefault($"{method.DeclaringType!.Name}.{method.Name}") ?? Answers.GetValueOrDefault(method.Name);
        return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(method.ReturnType.GetGenericArguments()[0])
            .Invoke(null, [answer]);
    }
}

/// <summary>Not sealed: the proxies are made below it.</summary>
#pragma warning disable CA1852
internal class GrainProxy : DispatchProxy
#pragma warning restore CA1852
{
    public MadeUpGrains Owner { get; set; } = null!;

    public string Key { get; set; } = "";

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Owner.Answer(Key, targetMethod!, args ?? []);
}
