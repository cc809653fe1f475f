using System.Collections.Concurrent;
using Portal.Mail;

namespace Portal.Tests.Cluster.SignUp;

/// <summary>
/// Sees the calls that sign-ups, and customers that are decided on, make: keeps the mails they send, and can let one die before
/// or after its nth call. A dead one's
/// further calls fail too, until it is revived: as when its process is gone.
/// </summary>
public sealed class SignUpFaults : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, Plan> plans = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Box, MailDraft Draft)> mails = new();

    /// <summary>Mails that outboxes took, each id once.</summary>
    public IReadOnlyList<(string Box, MailDraft Draft)> Mails => [.. mails.DistinctBy(mail => mail.Box + mail.Draft.Id)];

    /// <summary>Even: before the call; odd: after it, so that its answer is lost.</summary>
    public void DieAt(string id, int point) => plans[id] = new Plan(point);

    public void Revive(string id) => plans[id] = new Plan(int.MaxValue) { Tripped = plans[id].Tripped };

    public bool Tripped(string id) => plans[id].Tripped;

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var plan = context.SourceId is { } source && source.Type.ToString() is "sign-up" or "customer"
            && plans.TryGetValue(source.Key.ToString()!, out var found)
            ? found
            : null;
        plan?.Pass();
        await context.Invoke();
        if (context.Grain is IOutboxGrain && context.MethodName == nameof(IOutboxGrain.Enqueue))
            mails.Enqueue((context.TargetId.Key.ToString()!, (MailDraft)context.Request.GetArgument(0)!));
        plan?.Pass();
    }

    private sealed class Plan(int point)
    {
        private int passed;

        public bool Tripped { get; set; }

        public void Pass()
        {
            if (Interlocked.Increment(ref passed) - 1 < point)
                return;
            Tripped = true;
            throw new InvalidOperationException("The process is gone.");
        }
    }
}
