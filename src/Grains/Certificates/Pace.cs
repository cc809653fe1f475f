namespace Portal.Certificates;

/// <summary>How often a CA is asked how far it is.</summary>
internal static class Pace
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestGuess = TimeSpan.FromSeconds(5);

    /// <param name="retryAfter">What the CA asked for; within bounds, it is kept to.</param>
    public static TimeSpan Wait(int turn, TimeSpan? retryAfter)
    {
        if (retryAfter is { } asked)
            return asked < Shortest ? Shortest : asked > Longest ? Longest : asked;
        var guess = Shortest * Math.Pow(1.5, Math.Min(turn, 12));
        return guess > LongestGuess ? LongestGuess : guess;
    }
}
