using System.Runtime.CompilerServices;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>Rows in SQL, on either database.</summary>
internal sealed class LiveSet<T>(LiveWriter<T> writer, LiveReader<T> reader) : ILiveSet<T>
{
    private const int ReadAtOnce = 1000;

    public Task<LiveOutcome> Replace(LiveSource source, IReadOnlyList<T> items, CancellationToken cancellation) =>
        writer.Replace(source, items, cancellation);

    public Task<LiveOutcome> Change(
        LiveSource source, IReadOnlyList<T> started, IReadOnlyList<string> ended, CancellationToken cancellation) =>
        writer.Change(source, started, ended, cancellation);

    public Task<Page<T>> Page(LiveQuery query, CancellationToken cancellation) => reader.Page(query, cancellation);

    public async IAsyncEnumerable<T> All(LiveQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var part = query with { Limit = ReadAtOnce, Cursor = null }; ;)
        {
            var page = await reader.Page(part, cancellation);
            foreach (var item in page.Items)
                yield return item;
            if (page.Next is null)
                yield break;
            part = part with { Cursor = page.Next };
        }
    }

    public Task<IReadOnlyList<LiveSwitch>> Switches(LiveQuery query, CancellationToken cancellation) =>
        reader.Switches(query, cancellation);
}
