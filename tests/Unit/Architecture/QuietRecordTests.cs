using System.Reflection;
using System.Runtime.CompilerServices;
using Portal.Brands;

namespace Portal.Tests.Unit.Architecture;

/// <summary>A record prints all of its members unless told otherwise: one in a log line would show what it holds.</summary>
public sealed class QuietRecordTests
{
    private const string Marker = "must-not-be-seen";
    private static readonly string[] Secrets = ["Sealed", "Secret", "Password", "KeyPem", "KeyAuthorization"];

    [Fact]
    public void No_record_prints_the_secrets_it_holds()
    {
        var talkative =
            from assembly in new[] { typeof(MailServer).Assembly, typeof(StoredSmtp).Assembly }
            from type in assembly.GetTypes()
            where type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && type.GetMethod("<Clone>$") is not null
            from field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            where field.FieldType == typeof(string) && Secrets.Any(word => field.Name.Contains(word, StringComparison.Ordinal))
            where Prints(type, field)
            select $"{type.Name}.{field.Name}";
        Assert.Empty(talkative);
    }

    private static bool Prints(Type type, FieldInfo field)
    {
        var record = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var text in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(f => f.FieldType == typeof(string)))
            text.SetValue(record, text == field ? Marker : "");
        return record.ToString()!.Contains(Marker, StringComparison.Ordinal);
    }
}
