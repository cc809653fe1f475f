namespace Portal.Load;

/// <summary>
/// Work that keeps a core busy for a tenth of a second, on threads of its own: one core is left for everybody else, and
/// the pool's threads go on with what takes no time. What waits is bounded, fair, and dropped when its caller will have
/// gone. (ADR 0031)
/// </summary>
internal sealed class FairThreads : IDisposable
{
    // Several seconds' worth: whoever waits behind more has lost patience before.
    private const int WaitingPerThread = 48;
    private const int ShareParts = 4;

    // A call of a grain ends after 7 s.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock held = new();
    private readonly SemaphoreSlim ready = new(0);
    private readonly TimeProvider clock;
    private readonly FairQueue<Job> queue;
    private readonly int threads;
    private volatile bool ended;

    public FairThreads(string name, TimeProvider clock)
        : this(name, clock, Math.Max(1, Environment.ProcessorCount - 1))
    {
    }

    internal FairThreads(string name, TimeProvider clock, int threads)
    {
        this.clock = clock;
        this.threads = threads;
        queue = new(WaitingPerThread * threads, WaitingPerThread * threads / ShareParts);
        for (var i = 0; i < threads; i++)
            new Thread(Work) { IsBackground = true, Name = $"{name} {i + 1}" }.Start();
    }

    /// <exception cref="TooBusyException">It was not begun.</exception>
    public Task<T> Run<T>(Func<T> work)
    {
        var origin = CallOrigin.Current;
        var job = new Job<T>(work, clock.GetTimestamp(), origin is null);
        Job? displaced = null;
        var admission = Admission.Waits;
        TimeSpan wait;
        lock (held)
        {
            if (origin is null)
                queue.AddOwn("", "", job);
            else
                admission = queue.Add(origin.Host, origin.Source, job, out displaced);
            wait = Wait();
        }

        displaced?.Refuse(new TooBusyException(isShare: false, wait));
        if (admission == Admission.Waits)
        {
            if (displaced is null)
                ready.Release();
        }
        else
        {
            job.Refuse(new TooBusyException(admission == Admission.ShareFull, wait));
        }

        return job.Task;
    }

    public void Dispose()
    {
        ended = true;
        ready.Release(threads);
    }

    // About eight a second and thread. Those who are refused together don't come back together.
    private TimeSpan Wait()
    {
        var busy = 1 + (queue.Count / (threads * 8));
        return TimeSpan.FromSeconds(busy + Random.Shared.Next(busy + 1));
    }

    private void Work()
    {
        while (true)
        {
            ready.Wait();
            if (ended)
                return;
            Job? job;
            TimeSpan wait;
            lock (held)
            {
                job = queue.Take();
                wait = Wait();
            }

            if (job is { IsOwn: false } && clock.GetElapsedTime(job.Since) > Patience)
                job.Refuse(new TooBusyException(isShare: false, wait));
            else
                job?.Do();
        }
    }

    /// <param name="isOwn">Nobody outside asked for it.</param>
    private abstract class Job(long since, bool isOwn)
    {
        public long Since => since;

        public bool IsOwn => isOwn;

        public abstract void Do();

        public abstract void Refuse(TooBusyException why);
    }

    private sealed class Job<T>(Func<T> work, long since, bool isOwn) : Job(since, isOwn)
    {
        private readonly TaskCompletionSource<T> result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Task => result.Task;

        public override void Do()
        {
            try
            {
                result.SetResult(work());
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                result.SetException(problem);
            }
        }

        public override void Refuse(TooBusyException why) => result.SetException(why);
    }
}
