using System.Diagnostics;

namespace Portal.Tests.EndToEnd.Parts;

internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks again and again until the condition holds; fails with the given words when it doesn't within the limit.</summary>
    public static async Task Holds(Func<Task<bool>> condition, TimeSpan limit, Func<string> otherwise)
    {
        for (var clock = Stopwatch.StartNew(); !await condition();)
        {
            Assert.True(clock.Elapsed < limit, otherwise());
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
