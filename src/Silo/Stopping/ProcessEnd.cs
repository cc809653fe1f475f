namespace Portal.Hosting.Stopping;

/// <summary>Ends the process at once because it can't go on, but a new one can: its service manager is to start it again.</summary>
internal interface IProcessEnd
{
    /// <param name="line">One line for whoever reads the log: what happened, and that a restart cures it.</param>
    void StartAgain(string line);
}

internal sealed class ProcessEnd : IProcessEnd
{
    /// <summary>Exit code of a process that is to be started again.</summary>
    public const int Again = 3;

    private int ending;

    public void StartAgain(string line)
    {
        // Two parts may find out at once; one line is enough.
        if (Interlocked.Exchange(ref ending, 1) != 0)
            return;
        Console.Error.WriteLine(line.ReplaceLineEndings(" "));
        Environment.Exit(Again);
    }
}
