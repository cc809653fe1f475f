namespace Portal.Hosting.Storage;

/// <summary>Whatever a grain could not write for want of space, this process hears of.</summary>
internal sealed class StoreNotes(StoreState state) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception failure)
        {
            state.Failed(failure);
            throw;
        }

        if (context.Response?.Exception is { } held)
            state.Failed(held);
    }
}
