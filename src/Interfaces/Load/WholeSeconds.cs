namespace Portal.Load;

/// <summary>A wait as <c>Retry-After</c> says it (RFC 9110, section 10.2.3).</summary>
public static class WholeSeconds
{
    /// <summary>Rounded up and at least one, so that nobody comes too early.</summary>
    public static int Of(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
