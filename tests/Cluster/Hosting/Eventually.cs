using System.Diagnostics;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>Waits for something to hold, with a limit.</summary>
internal static class Eventually
{
    public static async Task Holds(Func<Task<bool>> condition, string what, TimeSpan? limit = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < (limit ?? TimeSpan.FromSeconds(15)), $"Waited too long until {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
