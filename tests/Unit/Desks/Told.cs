using System.Reflection;

namespace Portal.Tests.Unit.Desks;

/// <summary>
/// A read model, or another seam, that answers what a test told it, by the method's name. Not sealed: the proxies are made below it.
/// </summary>
#pragma warning disable CA1852
internal class Told : DispatchProxy
#pragma warning restore CA1852
{
    private Dictionary<string, object?> answers = [];

    public static T That<T>(params (string Method, object? Answer)[] answers)
        where T : class
    {
        var made = Create<T, Told>();
        ((Told)(object)made).answers = answers.ToDictionary(one => one.Method, one => one.Answer, StringComparer.Ordinal);
        return made;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (!answers.TryGetValue(targetMethod!.Name, out var answer))
            throw new NotSupportedException(targetMethod.Name);
        var value = answer is Func<object?[], object?> of ? of(args!) : answer;
        var type = targetMethod.ReturnType.GetGenericArguments()[0];
        return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(type).Invoke(null, [value]);
    }
}
