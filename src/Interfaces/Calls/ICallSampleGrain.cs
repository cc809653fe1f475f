namespace Portal.Calls;

/// <summary>Notes how many calls there are, again and again: one for the whole fleet. Key: 0.</summary>
[Alias("portal.ICallSampleGrain")]
public interface ICallSampleGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that it goes on, after every restart too. Idempotent.</summary>
    [Alias("Start")]
    Task Start();
}
