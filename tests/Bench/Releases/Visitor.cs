namespace Portal.Tests.Bench.Releases;

/// <summary>Opens pages of any host at one front end.</summary>
internal sealed class Visitor(int port) : IDisposable
{
    private readonly HttpClient client = Warm.Client(port);

    /// <returns>Null: there was no answer.</returns>
    public async Task<int?> Status(string host, string path)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"https://{host}{path}"));
            return (int)answer.StatusCode;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public void Dispose() => client.Dispose();
}
