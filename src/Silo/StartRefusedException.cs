namespace Portal.Hosting;

/// <summary>
/// The process can't start as it is configured or as its machine is. The message is one line for whoever starts it:
/// what is wrong and what to do. Programs print it alone, without a stack trace, and end with code 2.
/// </summary>
internal sealed class StartRefusedException : Exception
{
    public StartRefusedException(string message)
        : base(message)
    {
    }

    public StartRefusedException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
