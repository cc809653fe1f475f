namespace Portal.Domains;

/// <summary>Repairs read models that a crash left behind their grains. Key: 0.</summary>
[Alias("portal.IReconcilerGrain")]
public interface IReconcilerGrain : IGrainWithIntegerKey
{
    /// <summary>Makes sure that it runs each night. Idempotent.</summary>
    [Alias("Start")]
    Task Start();

    /// <summary>Compares now. Answers how many documents were behind and have been repaired.</summary>
    [Alias("Run")]
    Task<int> Run();
}
