using System.Data.Common;
using Orleans.Serialization.Invocation;
using Portal.Saving;

namespace Portal.Hosting.Storage;

/// <summary>
/// Gives a database's failure a type that crosses silos: without it a caller elsewhere meets a missing codec, and
/// whoever is behind it a fault of ours in place of "try again".
/// </summary>
internal sealed class StoreFaults : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception failure) when (FaultOf(failure) is { } fault)
        {
            throw new StoreUnavailableException(fault);
        }

        if (context.Response?.Exception is { } held && FaultOf(held) is { } told)
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
