using System.Data.Common;
using Orleans.Serialization.Invocation;
using Portal.Saving;

namespace Portal.Hosting.Storage;

/// <summary>
/// Gives a database's failure a type that crosses silos: without it a caller elsewhere meets a missing codec, and
/// whoever is behind it a fault of ours in place of "try again". What could not be written for want of space, this
/// process hears of.
/// </summary>
internal sealed class StoreFaults(StoreState state) : IIncomingGrainCallFilter
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
            if (FaultOf(failure) is { } fault)
                throw new StoreUnavailableException(fault);
            throw;
        }

        if (context.Response?.Exception is not { } held)
            return;
        state.Failed(held);
        if (FaultOf(held) is { } told)
            context.Response = Response.FromException(new StoreUnavailableException(told));
    }

    /// <returns>Null: it is no failure of a database, or says so already.</returns>
    public static StoreFault? FaultOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is StoreUnavailableException known)
                return ReferenceEquals(known, failure) ? null : known.Fault;
            if (cause is DbException database)
                return DiskFull.Is(database) ? StoreFault.Full : StoreFault.Unreachable;
        }

        return null;
    }
}
