namespace Portal.Mail;

/// <summary>Sends one mail now, so that a person sees whether a domain's mail goes out.</summary>
internal interface ITestMail
{
    /// <summary>Uses the domain's mail server, else its brand's, else the platform's. Up to a minute when a server dawdles.</summary>
    /// <param name="host">A domain that exists.</param>
    /// <param name="to">One address.</param>
    /// <returns>Null when there is no such domain.</returns>
    Task<TestMailOutcome?> Send(string host, string to, CancellationToken cancellation);

    /// <summary>The same by the platform's own mail server.</summary>
    Task<TestMailOutcome> SendForPlatform(string to, CancellationToken cancellation);
}

/// <summary>What came of a test mail.</summary>
/// <param name="Sent">Whether the server took it. What it does then is told by its own bounces.</param>
/// <param name="Summary">A sentence for a person.</param>
/// <param name="Server">Name and port that were used; null: none was.</param>
/// <param name="Source">Whose setting it is: <c>the domain's</c>, <c>the brand's</c>, <c>the platform's</c>; null: none was.</param>
/// <param name="Steps">The conversation.</param>
/// <param name="Errors">At <c>to</c>, when it is no address; or at <c>smtp</c>, when nobody has set a server. Nothing was sent
/// then.</param>
public sealed record TestMailOutcome(
    bool Sent,
    string Summary,
    string? Server,
    string? Source,
    IReadOnlyList<MailStep> Steps,
    IReadOnlyList<Saving.FieldError> Errors);
