using Portal.Saving;

namespace Portal.Mail;

[GenerateSerializer]
public enum MailState
{
    /// <summary>Waits for its next try.</summary>
    Queued,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>The mail server refused it for good, or two days of tries were in vain.</summary>
    Refused,
}

/// <summary>
/// Mail of one domain, in order for each recipient. Key: the host, or <see cref="Platform"/> for mail to staff. What was
/// taken is kept until it is sent or refused for good; tries go on for two days.
/// </summary>
[Alias("portal.IOutboxGrain")]
public interface IOutboxGrain : IGrainWithStringKey
{
    /// <summary>The key of the outbox whose mail is the platform's own.</summary>
    const string Platform = "platform";

    /// <summary>Takes a mail. When it returns, the mail is stored; sending goes on behind.</summary>
    [Alias("Enqueue")]
    Task Enqueue(MailDraft draft);

    /// <summary>Tries one again now; false: it was sent, or is too old to be of use (its link is forgotten).</summary>
    [Alias("Resend")]
    Task<bool> Resend(string id, Change change);

    /// <summary>The mail server took a mail of somebody who tried it: what waited for the server is tried now.</summary>
    [Alias("Reached")]
    Task Reached();

    /// <summary>Tries what is due; for the shard that wakes it.</summary>
    [Alias("Wake")]
    Task Wake();
}
