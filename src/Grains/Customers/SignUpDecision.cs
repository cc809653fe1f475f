using Portal.Saving;

namespace Portal.Customers;

/// <summary>What a sign-up that waits for approval brings once it is approved.</summary>
/// <param name="Items">Rows of the template. Until then they are nowhere else: no balance counts them, no grace runs.</param>
/// <param name="At">When they were made: their dates keep their distance from it.</param>
internal sealed record WaitingRows(StoredItem[] Items, DateTimeOffset At) : Kept;

/// <summary>Staff's word on a sign-up, until its people have been told.</summary>
/// <param name="Id">Names its mails.</param>
/// <param name="Reason">Why it was refused.</param>
internal sealed record PendingDecision(string Id, bool Approved, string? Reason) : Kept;

/// <summary>What a change of status means for a customer that waits for approval, by whichever way it comes. Pure.</summary>
internal static class SignUpDecision
{
    public const int LongestReason = 200;

    /// <summary>
    /// 1. It opens, whether it waited or had been refused: its rows begin now. 2. It waited and becomes inactive: it is
    /// refused, and its rows stay for a change of mind. 3. Anything else decides nothing.
    /// </summary>
    public static CustomerState Of(CustomerState now, CustomerStatus next, string? reason, Change change, DateTimeOffset time)
    {
        var waits = now.Lives && now.Settings!.Status == CustomerStatus.PendingApproval;
        if (IsOpen(next) && (waits || now.Waiting is not null))
        {
            var begun = now.Waiting is { } waiting
                ? Array.ConvertAll(waiting.Items, item => Begin(item, waiting.At, time, now.Writes + 1))
                : [];
            return ItemChanges.With(now, begun) with
            {
                Waiting = null,
                Refusal = null,
                Decision = new PendingDecision(change.OperationId, true, null),
            };
        }

        return waits && next == CustomerStatus.Inactive
            ? now with
            {
                Waiting = now.Waiting ?? new WaitingRows([], time),
                Refusal = reason,
                Decision = new PendingDecision(change.OperationId, false, reason),
            }
            : now;
    }

    private static bool IsOpen(CustomerStatus status) => status is CustomerStatus.Active or CustomerStatus.Penalty;

    private static StoredItem Begin(StoredItem item, DateTimeOffset from, DateTimeOffset to, long write) => item with
    {
        CreatedAt = to,
        Version = write,
        Body = StoredItem.WriteBody(ItemKinds.Of(item.Kind).Move(item.ToSettings(), new TimeShift(from, to))),
    };
}
