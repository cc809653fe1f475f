namespace Portal.Platform;

/// <summary>Time as rows keep it, in whole milliseconds: a document and its line in the read model then say the same.</summary>
internal static class RowTime
{
    public static DateTimeOffset GetRowTime(this TimeProvider clock) =>
        DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
