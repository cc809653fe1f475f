using Portal.Customers;
using Portal.Load;
using Portal.Saving;

namespace Portal.Calls;

/// <summary>
/// Where programs bring calls: the one place where their rights are decided (ADR 0055), and where it is seen to that no more bodies are
/// read at once than there is memory for.
/// </summary>
internal sealed class CallIntakeDesk(
    CallIntake intake, MappingDirectory mappings, ICustomerDirectory customers, CorrectionAudit audit) : IDisposable
{
    public const string Writing = "calls.write";

    // Of each, one batch is in memory; behind the store they queue anyway.
    private readonly BoundedWork work = new(atOnce: 4, waiting: 28, share: 16);

    /// <summary>Before anything of the body is read. Null: go on.</summary>
    public static DeskAnswer<IntakeResult>? Refuse(Caller caller) =>
        caller.Lacks(Writing) ? DeskAnswer<IntakeResult>.Lacks(Writing)
        : caller.Rights.CanAdd ? null
        : DeskAnswer<IntakeResult>.Forbidden();

    /// <summary>What a body is to be read by, or why it can't be. Whoever may send calls may name any: nothing of it is told.</summary>
    /// <param name="name">Null: none is asked for, and none is there.</param>
    public Task<(CallMapping? Mapping, string? Wrong)> FindMapping(string? name, CancellationToken cancellation) =>
        mappings.FindToRead(name, cancellation);

    /// <summary>What the customers are called whose calls were corrected, by their ids.</summary>
    public Task<IReadOnlyDictionary<string, string>> Names(IntakeResult taken, CancellationToken cancellation) =>
        customers.Names(taken.Changes.Select(change => change.Customer).ToHashSet(StringComparer.Ordinal), cancellation);

    /// <exception cref="TooBusyException">Nothing was read.</exception>
    /// <exception cref="BrokenBodyException">The body can't be read on.</exception>
    public async Task<DeskAnswer<IntakeResult>> Take(Caller caller, CallBody body, CancellationToken cancellation)
    {
        if (Refuse(caller) is { } refused)
            return refused;
        var result = await work.Run(
            () => intake.Run(body with { Brands = caller.Rights.OnlyBrands }, cancellation: cancellation), cancellation);
        if (body.Correcting == CallCorrecting.Done)
            await audit.Write(caller, result);
        return DeskAnswer<IntakeResult>.Done(result);
    }

    public void Dispose() => work.Dispose();
}
