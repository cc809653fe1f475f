using Portal.Saving;

namespace Portal.Calls;

/// <summary>
/// Who may see what switches send (ADR 0055): staff of the whole platform alone, since a switch carries calls of several brands.
/// </summary>
internal sealed class IntakeWatchDesk(IntakeWatch watch, IntakeReader reader)
{
    public static bool MayRead(Caller caller) => caller.Rights.CanSee(null);

    public async Task<DeskAnswer<IReadOnlyList<SwitchIntake>>> All(Caller caller, CancellationToken cancellation)
    {
        if (caller.Lacks(CallDesk.Reading))
            return DeskAnswer<IReadOnlyList<SwitchIntake>>.Lacks(CallDesk.Reading);
        if (!MayRead(caller))
            return DeskAnswer<IReadOnlyList<SwitchIntake>>.Forbidden();
        // What this process hasn't written yet; others' follows within seconds.
        await watch.Flush();
        return DeskAnswer<IReadOnlyList<SwitchIntake>>.Done(await reader.All(cancellation));
    }
}
