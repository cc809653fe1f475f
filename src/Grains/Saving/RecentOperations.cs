namespace Portal.Saving;

/// <summary>
/// The last operations that changed a document, kept in the same write as their effect. A caller whose first answer
/// was lost asks again with the same id and hears "saved", and nothing is done twice.
/// </summary>
internal static class RecentOperations
{
    // Twenty outlive any caller's retries; the list is part of each write, so it stays short.
    private const int Kept = 20;

    public static string[] Add(string[] recent, string operationId) => [operationId, .. recent.Take(Kept - 1)];
}
