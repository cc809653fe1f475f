namespace Portal.Saving;

/// <summary>How one attempt at what follows a commit ended.</summary>
/// <param name="Announced">Whether the front ends were told.</param>
/// <param name="Problem">Why something is left to do; null: all of it is done.</param>
internal sealed record FollowedUp(bool Announced, Exception? Problem)
{
    /// <summary>Does one thing that follows; it never throws, so that the next thing is done all the same.</summary>
    /// <param name="problem">What went wrong before; the first of all is kept.</param>
    public static async Task<Exception?> Try(Exception? problem, Func<Task> effect)
    {
        try
        {
            await effect();
            return problem;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return problem ?? failure;
        }
    }
}
