namespace Portal.People;

/// <summary>
/// Counts wrong tries and mails, in memory and bounded: keys are hashes of accounts, networks, addresses. Key of the
/// grain: 0 to 63, by the hash of what is counted (<c>Throttle</c> chooses it).
/// </summary>
[Alias("portal.IThrottleGrain")]
public interface IThrottleGrain : IGrainWithIntegerKey
{
    /// <summary>Until when tries of this key are not looked at; null: go on.</summary>
    [Alias("WaitUntil")]
    Task<DateTimeOffset?> WaitUntil(string key);

    /// <summary>
    /// Takes the place of a try before it is looked at, as if it were wrong: of <paramref name="free"/> in the window, and
    /// beyond them of those that make wait. A place is given back when the try was right, or was not looked at.
    /// </summary>
    [Alias("Enter")]
    Task<ThrottlePlace> Enter(string key, int free, TimeSpan window);

    /// <summary>The try counts no more.</summary>
    [Alias("GiveBack")]
    Task GiveBack(string key, ThrottlePlace place);

    [Alias("Fail")]
    Task Fail(string key);

    [Alias("Forgive")]
    Task Forgive(string key);

    /// <summary>Takes one of so many in a sliding window; false: all are taken.</summary>
    [Alias("Take")]
    Task<bool> Take(string key, int most, TimeSpan window);
}
