using System.Text;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Portals;

/// <summary>An answer that goes on until the server ends it, and what it has said so far.</summary>
internal sealed class PortalStream
{
    // A busy machine is slow; a stream that isn't ended would last for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly StringBuilder heard = new();
    private readonly Task reading;

    public PortalStream(HttpResponseMessage response)
    {
        Status = (int)response.StatusCode;
        Headers = response.Headers.ToString();
        reading = Read(response);
    }

    public int Status { get; }

    public string Headers { get; }

    public bool IsOver => reading.IsCompleted;

    /// <summary>Waits until it has said this.</summary>
    public Task Says(string text) => Eventually.Holds(
        () => Task.FromResult(Heard().Contains(text, StringComparison.Ordinal)), $"the stream says {text}: {Heard()}");

    /// <summary>Waits until the server ends it; answers all that it said.</summary>
    public async Task<string> Ends()
    {
        await reading.WaitAsync(Patience, TimeProvider.System);
        return Heard();
    }

    private string Heard()
    {
        lock (heard)
            return heard.ToString();
    }

    private async Task Read(HttpResponseMessage response)
    {
        using (response)
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            while (await reader.ReadLineAsync() is { } line)
            {
                lock (heard)
                    heard.Append(line).Append('\n');
            }
        }
    }
}
