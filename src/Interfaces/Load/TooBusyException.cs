namespace Portal.Load;

/// <summary>
/// Costly work was not begun since too much of it waits. Nothing was looked at or changed; the same may be asked again
/// later.
/// </summary>
[GenerateSerializer, Alias("portal.TooBusyException")]
public sealed class TooBusyException : Exception
{
    /// <summary>As if nothing more were known.</summary>
    public TooBusyException()
        : this(isShare: false, TimeSpan.FromSeconds(5))
    {
    }

    /// <summary>With words of its own.</summary>
    public TooBusyException(string message)
        : this(message, null)
    {
    }

    /// <summary>With words and a cause of its own.</summary>
    public TooBusyException(string message, Exception? cause)
        : base(message, cause) => RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>The usual one.</summary>
    public TooBusyException(bool isShare, TimeSpan retryAfter)
        : base(isShare ? "The caller has too many of these waiting already." : "Too many of these are waiting already.") =>
        (IsShare, RetryAfter) = (isShare, retryAfter);

    /// <summary>The caller's own share is full (429); else all of it is (503).</summary>
    [Id(0)]
    public bool IsShare { get; private set; }

    /// <summary>When it is worth another try.</summary>
    [Id(1)]
    public TimeSpan RetryAfter { get; private set; }

    /// <summary>As the header <c>Retry-After</c> has it.</summary>
    public int Seconds => WholeSeconds.Of(RetryAfter);

    /// <summary>The status that answers it.</summary>
    public int Status => IsShare ? 429 : 503;
}
