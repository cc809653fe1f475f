using Portal.Calls;

namespace Portal.Hosting.Commands;

/// <summary>Where a spool is shipped to.</summary>
internal interface ICallSink
{
    /// <summary>As a sentence has it.</summary>
    string Name { get; }

    /// <summary>What it answers is stored.</summary>
    /// <exception cref="NotTakenException">Nobody knows what of it is stored; it may be sent again.</exception>
    Task<IntakeResult> Take(SpoolBatch batch);
}

/// <summary>A batch that the other side didn't take, or that it didn't answer for.</summary>
/// <param name="reason">A sentence.</param>
internal sealed class NotTakenException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>As the other side asks for it.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>A smaller one may be taken.</summary>
    public bool IsTooLarge { get; init; }
}
