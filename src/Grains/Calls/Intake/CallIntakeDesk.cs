using Portal.Load;
using Portal.Saving;

namespace Portal.Calls;

/// <summary>
/// Where programs bring calls: the one place where their rights are decided (ADR 0055), and where it is seen to that no more bodies are
/// read at once than there is memory for.
/// </summary>
internal sealed class CallIntakeDesk(CallIntake intake) : IDisposable
{
    public const string Writing = "calls.write";

    // Of each, one batch is in memory; behind the store they queue anyway.
    private readonly BoundedWork work = new(atOnce: 4, waiting: 28, share: 16);

    /// <summary>Before anything of the body is read. Null: go on.</summary>
    public static DeskAnswer<IntakeResult>? Refuse(Caller caller) =>
        caller.Lacks(Writing) ? DeskAnswer<IntakeResult>.Lacks(Writing)
        : caller.Rights.CanAdd ? null
        : DeskAnswer<IntakeResult>.Forbidden();

    /// <exception cref="TooBusyException">Nothing was read.</exception>
    /// <exception cref="BrokenBodyException">The body can't be read on.</exception>
    public async Task<DeskAnswer<IntakeResult>> Take(Caller caller, CallBody body, CancellationToken cancellation) =>
        Refuse(caller) ?? DeskAnswer<IntakeResult>.Done(await work.Run(
            () => intake.Run(body with { Brands = caller.Rights.OnlyBrands }, cancellation: cancellation), cancellation));

    public void Dispose() => work.Dispose();
}
