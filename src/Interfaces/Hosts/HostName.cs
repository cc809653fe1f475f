namespace Portal.Hosts;

/// <summary>
/// A host name in the one form that keys, caches and comparisons use: lower case, IDNA A-labels, no trailing dot, no port.
/// </summary>
[GenerateSerializer, Immutable, Alias("portal.HostName")]
public readonly record struct HostName
{
    private HostName(string value) => Value = value;

    [Id(0)] public string Value { get; }

    public override string ToString() => Value;
}
