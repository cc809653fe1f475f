using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.Bench;

internal static class Ports
{
    /// <summary>A loopback port that is free now.</summary>
    public static int Free() => FreePort.Next();
}
