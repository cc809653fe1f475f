namespace Portal.People;

/// <summary>Tries and mails, counted across the fleet. Keys are texts such as <c>account/…</c>; they are hashed before they travel.</summary>
internal interface IThrottle
{
    /// <summary>The latest time that any of these keys makes wait for; null: go on.</summary>
    Task<DateTimeOffset?> WaitUntil(params string[] keys);

    Task Fail(params string[] keys);

    Task Forgive(params string[] keys);

    /// <summary>Takes one of so many in a sliding window; false: all are taken.</summary>
    Task<bool> Take(string key, int most, TimeSpan window);
}
