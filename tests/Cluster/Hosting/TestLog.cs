using Microsoft.Extensions.Logging;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>Warnings and worse go to the output of the test that runs.</summary>
internal sealed class TestLog : ILoggerProvider, ILogger
{
    public static readonly TestLog Instance = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            TestContext.Current.TestOutputHelper?.WriteLine($"{logLevel}: {formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
