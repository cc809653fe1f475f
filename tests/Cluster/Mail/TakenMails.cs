using System.Collections.Concurrent;
using Portal.Mail;

namespace Portal.Tests.Cluster.Mail;

/// <summary>The mails that outboxes took, with their links in clear.</summary>
public sealed class TakenMails : IIncomingGrainCallFilter
{
    private readonly ConcurrentQueue<MailDraft> mails = new();

    /// <summary>To an address, each id once, in the order that they came.</summary>
    public MailDraft[] To(string address) => [.. mails.Where(mail => mail.ToAddress == address).DistinctBy(mail => mail.Id)];

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Grain is IOutboxGrain && context.MethodName == nameof(IOutboxGrain.Enqueue))
            mails.Enqueue((MailDraft)context.Request.GetArgument(0)!);
    }
}
