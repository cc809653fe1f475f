namespace Portal.People;

/// <summary>
/// Tries and mails, counted across the fleet. Keys are texts such as <c>account/…</c>; they are hashed before they travel.
/// </summary>
internal interface IThrottle
{
    /// <summary>
    /// Takes the place of a try, before it is looked at: of so many free ones in a sliding window, then of those that make
    /// wait.
    /// </summary>
    Task<ThrottlePlace> Enter(string key, int free, TimeSpan window);

    /// <summary>The try was right, or wasn't looked at.</summary>
    Task GiveBack(string key, ThrottlePlace place);

    /// <summary>Nothing that was wrong counts any more.</summary>
    Task Forgive(string key);

    /// <summary>Takes one of so many in a sliding window; false: all are taken.</summary>
    Task<bool> Take(string key, int most, TimeSpan window);
}
