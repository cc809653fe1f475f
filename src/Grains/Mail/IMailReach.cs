namespace Portal.Mail;

/// <summary>Whether mail can leave at all, for whoever is about to promise one.</summary>
internal interface IMailReach
{
    /// <summary>
    /// Whether a mail server is set for a domain: its own, its brand's or the platform's. What that server then does is another
    /// matter.
    /// </summary>
    /// <param name="host">The domain; <see cref="IOutboxGrain.Platform"/>: mail to staff.</param>
    Task<bool> Leaves(string host, CancellationToken cancellation);
}
