using System.Security.Cryptography;
using System.Text;
using Portal.Platform;

namespace Portal.People;

internal sealed class Throttle(IGrainFactory grains) : IThrottle
{
    public Task<ThrottlePlace> Enter(string key, int free, TimeSpan window) => On(key, (grain, hash) => grain.Enter(hash, free, window));

    public Task GiveBack(string key, ThrottlePlace place) => On(key, (grain, hash) => grain.GiveBack(hash, place));

    public Task Forgive(string key) => On(key, (grain, hash) => grain.Forgive(hash));

    public Task<bool> Take(string key, int most, TimeSpan window) => On(key, (grain, hash) => grain.Take(hash, most, window));

    // Keys hold addresses of people and networks: they travel and stay in memory as hashes.
    private T On<T>(string key, Func<IThrottleGrain, string, T> call)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("throttle/" + key)));
        return call(grains.GetGrain<IThrottleGrain>(Shards.Of(hash)), hash);
    }
}
