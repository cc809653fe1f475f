using Portal.Customers;
using Portal.Storage;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Rows of customers in memory; ids count up, and so does the time at which each was made.</summary>
internal sealed class MadeUpItems : ICustomerItems
{
    private readonly List<ItemView> items = [];

    public ItemView Add(ItemSettings settings, string customer = "c_1")
    {
        var at = SectionWorld.Now.AddDays(-100).AddHours(items.Count);
        if (settings is Payment { Time: null } payment)
            settings = payment with { Time = at };
        var view = new ItemView($"i{items.Count + 1}", customer, settings, at);
        items.Add(view);
        return view;
    }

    public void Put(ItemView view) => items[items.FindIndex(i => i.Id == view.Id)] = view;

    public Task<Page<ItemView>> List(string customer, ItemKind kind, ListQuery query, CancellationToken cancellation)
    {
        var (skip, limit) = (query.Cursor is null ? 0 : int.Parse(query.Cursor), query.Limit);
        var all = Found(customer, kind, query);
        return Task.FromResult(new Page<ItemView>(
            [.. all.Skip(skip).Take(limit)], skip + limit < all.Length ? (skip + limit).ToString() : null)
        {
            Previous = skip == 0 ? null : Math.Max(0, skip - limit).ToString(),
            First = skip + 1,
            Count = query.CountTo is null ? null : all.Length,
        });
    }

    public IAsyncEnumerable<ItemView> All(string customer, ItemKind kind, ListQuery query, CancellationToken cancellation) =>
        Found(customer, kind, query).ToAsyncEnumerable();

    public Task<(DateTimeOffset From, DateTimeOffset To)?> Span(string customer, ItemKind kind, CancellationToken cancellation)
    {
        var times = Of(customer, kind).Select(Time).ToArray();
        return Task.FromResult<(DateTimeOffset From, DateTimeOffset To)?>(times.Length == 0 ? null : (times.Min(), times.Max()));
    }

    public Task<ItemView?> Find(string customer, ItemKind kind, string id, CancellationToken cancellation) =>
        Task.FromResult(Of(customer, kind).FirstOrDefault(i => i.Id == id));

    public Task<Money> Balance(string customer, string currency, CancellationToken cancellation) =>
        Task.FromResult(Sum(Of(customer, ItemKind.Payment), currency));

    public Task<Money?> BalanceAfter(string customer, string currency, string payment, CancellationToken cancellation) =>
        Task.FromResult<Money?>(Sum(
            Of(customer, ItemKind.Payment).TakeWhile(i => i.Id != payment).Append(items.Find(i => i.Id == payment)!), currency));

    public Task<Money[]> ChargedBetween(
        string customer, string currency, IReadOnlyList<DateTimeOffset> newestFirst, CancellationToken cancellation) =>
        Task.FromResult(newestFirst.Skip(1).Select(_ => new Money(0, currency)).ToArray());

    public Task<IReadOnlyDictionary<ItemKind, long>> Counts(string customer, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<ItemKind, long>>(
        items.Where(i => i.Customer == customer).GroupBy(i => i.Settings.Kind).ToDictionary(g => g.Key, g => g.LongCount()));

    // What sections never ask for.
    public Task<Balances> Balances(string customer, CancellationToken cancellation) => throw new NotSupportedException();

    private ItemView[] Found(string customer, ItemKind kind, ListQuery query)
    {
        var (from, before) = (At("from"), At("before"));
        return [.. Of(customer, kind).Reverse().Where(item => !(Time(item) < from) && !(Time(item) >= before))];

        DateTimeOffset? At(string name) => query.Filters.TryGetValue(name, out var text) ? DateTimeOffset.Parse(text) : null;
    }

    private static Money Sum(IEnumerable<ItemView> payments, string currency) => new(
        payments.Select(i => (Payment)i.Settings)
            .Where(p => p.Status == PaymentStatus.Completed && p.Currency == currency)
            .Sum(p => p.Total),
        currency);

    private static DateTimeOffset Time(ItemView item) => item.Settings is Payment { Time: { } time } ? time : item.CreatedAt;

    private IEnumerable<ItemView> Of(string customer, ItemKind kind) => items.Where(i => i.Customer == customer && i.Settings.Kind == kind);
}
