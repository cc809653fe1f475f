namespace Portal.Saving;

/// <summary>Something else that is compared once a day, after documents and their rows. Each is tried, whatever the others did.</summary>
internal interface INightly
{
    /// <summary>What it does, for the log: it “failed”.</summary>
    string Name { get; }

    /// <summary>May be repeated, and may run while others write.</summary>
    Task Run();
}
