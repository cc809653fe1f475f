using System.Collections.Concurrent;
using Portal.Mail;

namespace Portal.Tests.Cluster.Mail;

/// <summary>The mails that outboxes took, with their links in clear.</summary>
public sealed class TakenMails : IIncomingGrainCallFilter
{
    private readonly ConcurrentQueue<(string Box, MailDraft Draft)> mails = new();

    /// <summary>To an address, each id once, in the order that they came.</summary>
    public MailDraft[] To(string address) => [.. mails.Select(mail => mail.Draft).Where(mail => mail.ToAddress == address).DistinctBy(mail => mail.Id)];

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Grain is IOutboxGrain && context.MethodName == nameof(IOutboxGrain.Enqueue))
            mails.Enqueue((context.TargetId.Key.ToString()!, (MailDraft)context.Request.GetArgument(0)!));
    }
}
