using Portal.Storage;

namespace Portal.Mail;

/// <summary>What became of each mail. Rows go after 30 days.</summary>
internal interface IMailLog
{
    /// <summary>By <see cref="MailList"/>: newest first unless it is asked for otherwise.</summary>
    /// <param name="box">The host, <see cref="IOutboxGrain.Platform"/>, or null: all (of a reseller's brands, those).</param>
    Task<Page<MailRow>> List(string? box, MailState? state, ListQuery query, CancellationToken cancellation);

    /// <summary>All of it, from the start, as it is read.</summary>
    IAsyncEnumerable<MailRow> All(ListQuery query, CancellationToken cancellation);

    /// <summary>How many <see cref="List"/> would list, all of them.</summary>
    Task<long> Count(string? box, MailState? state, ListQuery query, CancellationToken cancellation);

    Task<MailRow?> Find(string box, string id, CancellationToken cancellation);
}

/// <param name="Reason">What the server said, or why it wasn't reached; null: nothing yet, or all well.</param>
/// <param name="Brand">The domain's brand when it was taken; null: the platform's own mail.</param>
public sealed record MailRow(
    string Id,
    string Box,
    MailKind Kind,
    string To,
    MailState State,
    int Attempts,
    string? Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? DoneAt,
    string? Brand = null);
