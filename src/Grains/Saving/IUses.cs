namespace Portal.Saving;

/// <summary>
/// Says who uses a document, asked before it goes. Whoever uses documents of another feature implements it: what is used
/// doesn't know its users.
/// </summary>
/// <typeparam name="TState">What is used.</typeparam>
internal interface IUses<TState>
    where TState : class, IStored
{
    /// <summary>What keeps the document of this key, in words for whoever would delete it; null: nothing here.</summary>
    Task<string?> Of(string key);
}

internal static class Uses
{
    /// <summary>The first that keeps it; null: it may go.</summary>
    public static async Task<string?> First<TState>(this IEnumerable<IUses<TState>> users, string key)
        where TState : class, IStored
    {
        foreach (var user in users)
        {
            if (await user.Of(key) is { } kept)
                return kept;
        }

        return null;
    }
}
