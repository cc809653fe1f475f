using Microsoft.Extensions.Logging;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>Warnings and worse go to wherever a test looks for them.</summary>
internal sealed class TestLog(Action<LogLevel, string, Exception?> write) : ILoggerProvider, ILogger
{
    /// <summary>To the output of the test that runs.</summary>
    public static readonly TestLog Instance = new(
        (level, text, exception) => TestContext.Current.TestOutputHelper?.WriteLine($"{level}: {text} {exception}"));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            write(logLevel, formatter(state, exception), exception);
    }

    public void Dispose()
    {
    }
}
