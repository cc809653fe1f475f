using Portal.Calls;
using Portal.Lists;

namespace Portal.WebHost.ControlPanel;

/// <summary>What addresses of calls and of their sums can say. Nothing is read by these plans: calls have a store of their own.</summary>
internal static class CallUrls
{
    /// <summary>Parts that say the time, in the order of addresses.</summary>
    public static readonly string[] Times = ["range", "from", "to", "tz"];

    public static readonly ListPlan Calls = Of(
        "-callTime",
        CallQuery.Sorts,
        [
            "customer", "source", "destination", "destinationName", "destinationCode", "callId", "direction", "sipCode", "connected",
            "minDuration",
        ]);

    public static readonly ListPlan Breakout = Of("", [], ["customer", "group"]);

    /// <summary>The list of calls with nothing asked for.</summary>
    public static ListUrl List => new("/calls") { Plan = Calls };

    /// <summary>The calls of the same time and customer as the sums of this address.</summary>
    public static ListUrl ListOf(ListUrl sums) => List with
    {
        Filters = sums.Filters.Where(one => one.Key != "group").ToDictionary(StringComparer.Ordinal),
    };

    /// <summary>Two days say more than a name does: where both are there, the name goes.</summary>
    public static ListUrl Read(HttpContext context, string path, ListPlan plan)
    {
        var url = ListUrl.Of(context, path, plan);
        return url.Filter("from") is null && url.Filter("to") is null ? url : url.Without("range");
    }

    /// <summary>The page of one call.</summary>
    public static string Of(Call call) => "/calls/" + CallKey.Of(call);

    private static ListPlan Of(string order, string[] sorts, string[] filters) => new()
    {
        Rows = "portal_calls c",
        Fields = "",
        Id = "c.id",
        Sorts = [.. sorts.Select(sort => new ListSort(sort, sort))],
        Ties = [],
        Default = order,
        Filters = [.. Times.Concat(filters).Select(name => new ListFilter(name, "", ""))],
    };
}

internal static class ListUrls
{
    /// <summary>Without one filter, on the same page.</summary>
    public static ListUrl Without(this ListUrl url, string filter) =>
        url with { Filters = url.Filters.Where(one => one.Key != filter).ToDictionary(StringComparer.Ordinal) };
}
