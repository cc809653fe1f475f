using System.Net;
using Portal.Hosts;

namespace Portal.WebHost.Front;

/// <summary>
/// How many answers may stay open at a time, in all and for one network and session. Whoever gets no place reads the page again and again
/// as before.
/// </summary>
internal sealed class StreamPlaces
{
    public const int Most = 5_000;

    /// <summary>Of one network: an office behind one address.</summary>
    public const int MostOfNetwork = 200;

    /// <summary>Of one browser: each page has one.</summary>
    public const int MostOfSession = 8;

    private readonly Lock mutex = new();
    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);
    private int count;

    /// <summary>Null: there is no place left. Give it back by disposing of it.</summary>
    public IDisposable? Take(string session, IPAddress? address)
    {
        string[] keys = ["session/" + session, "network/" + SourceNetwork.Of(address)];
        lock (mutex)
        {
            if (count >= Most || taken.GetValueOrDefault(keys[0]) >= MostOfSession || taken.GetValueOrDefault(keys[1]) >= MostOfNetwork)
                return null;
            count++;
            foreach (var key in keys)
                taken[key] = taken.GetValueOrDefault(key) + 1;
        }

        return new Place(this, keys);
    }

    private void Leave(string[] keys)
    {
        lock (mutex)
        {
            count--;
            foreach (var key in keys)
            {
                if (taken[key] == 1)
                    taken.Remove(key);
                else
                    taken[key]--;
            }
        }
    }

    private sealed class Place(StreamPlaces places, string[] keys) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
                places.Leave(keys);
        }
    }
}
