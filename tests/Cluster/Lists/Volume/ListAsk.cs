using Portal.Lists;
using Portal.Storage;

namespace Portal.Tests.Cluster.Lists;

/// <summary>One thing that a list can be asked, with other values each time.</summary>
/// <param name="Line">What it is: <c>filter brand</c>, <c>sort -changed</c>.</param>
/// <param name="IsPair">Two things at once: these have a second, or say what to narrow.</param>
internal sealed record ListAsk(string Line, bool IsPair, Func<int, ListQuery> Query)
{
    /// <summary>Everything that a plan lets be asked for, alone and in pairs: a new order or filter is among them by being there.</summary>
    public static IEnumerable<ListAsk> All(ListPlan plan, ListValues values)
    {
        var orders = plan.Sorts.SelectMany(sort => new[] { sort.Key, "-" + sort.Key })
            .Select(sort => new ListAsk("sort " + sort, false, _ => new ListQuery { Sort = sort })).ToArray();
        var filters = plan.Filters
            .Select(filter => new ListAsk(
                "filter " + filter.Name, false, turn => new ListQuery().With(filter.Name, values.Filter(filter.Name, turn))))
            .ToArray();
        var texts = values.Searches.Where(search => search.Texts.Length > 0)
            .Select(search => new ListAsk(
                "search " + search.Column, false, turn => new ListQuery(search.Texts[turn % search.Texts.Length])))
            .Append(new ListAsk("search for what isn't there", false, turn => new ListQuery("qzx" + turn + "zq")))
            .ToArray();
        ListAsk[] own = plan.Brands is null ? [] : [.. new[] { 1, 4 }.Select(count => new ListAsk(
            count == 1 ? "a reseller of one brand" : $"a reseller of {count} brands", false,
            turn => new ListQuery(Brands: [.. Enumerable.Range(turn, count).Select(i => ListVolume.Brand(i * 7 % ListVolume.Brands))])))];
        var first = new ListAsk("first page", false, _ => new ListQuery());
        ListAsk[] alone = [first, .. orders, .. filters, .. texts, .. own];
        return alone
            .Concat(filters.SelectMany((one, i) => filters.Skip(i + 1).Select(other => one.And(other))))
            .Concat(filters.SelectMany(one => orders.Select(one.And)))
            .Concat(texts.SelectMany(one => filters.Concat(orders).Select(one.And)))
            .Concat(own.SelectMany(one => filters.Concat(orders).Concat(texts).Select(other => other.And(one))));
    }

    private ListAsk And(ListAsk other)
    {
        var line = $"{Line}, {other.Line}";
        // Where a list's rows stand, of one brand: what staff ask all day.
        var isOften = line is "filter status, filter brand" or "filter brand, filter status"
            or "filter brand, filter certificate" or "filter state, filter brand";
        return new ListAsk(line, !isOften, turn =>
        {
            var (one, two) = (Query(turn), other.Query((turn * 3) + 1));
            return one with
            {
                Text = one.Text ?? two.Text,
                Brands = one.Brands ?? two.Brands,
                Sort = one.Sort ?? two.Sort,
                Filters = one.Filters.Concat(two.Filters).ToDictionary(StringComparer.Ordinal),
            };
        });
    }
}
