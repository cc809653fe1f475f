using Portal.Saving;

namespace Portal.WebHost.Front;

/// <summary>
/// Whoever saves something through this front end sees it here at once: a save's answer waits until the tables have
/// what it wrote. In one place, so that no page and no route can forget it.
/// </summary>
internal sealed class SaveEcho(IServiceProvider services) : IOutgoingGrainCallFilter
{
    // Asked for late: the tables themselves need what makes grain calls.
    private readonly Lazy<ISiteRefresh> refresh = new(services.GetRequiredService<ISiteRefresh>);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Result is ISaveResult { Note: { } note })
            await refresh.Value.Revalidate(note.Key, note.Version);
    }
}
