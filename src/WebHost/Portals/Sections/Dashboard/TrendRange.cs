using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>How long a time the overview's charts show. It stands in the address.</summary>
/// <param name="Name">In the address: <c>/dashboard?charts=week</c>.</param>
/// <param name="Step">What a point of sums stands for.</param>
/// <param name="Group">By what sums are read.</param>
/// <param name="FineStep">What a point of samples stands for.</param>
internal sealed record TrendRange(string Name, TimeSpan Step, int Steps, BreakoutGroup Group, TimeSpan FineStep, int FineSteps)
{
    public const string Parameter = "charts";

    public static readonly TrendRange[] All =
    [
        new("day", TimeSpan.FromHours(1), 24, BreakoutGroup.Hour, TimeSpan.FromMinutes(30), 48),
        new("week", TimeSpan.FromHours(6), 28, BreakoutGroup.Hour, TimeSpan.FromHours(3), 56),
        new("month", TimeSpan.FromDays(1), 30, BreakoutGroup.Day, TimeSpan.FromHours(12), 60),
    ];

    /// <summary>A day, unless another one is asked for.</summary>
    public static TrendRange Of(PortalCall call) =>
        Array.Find(All, one => one.Name == call.Context.Request.Query[Parameter].ToString()) ?? All[0];

    public string Path => this == All[0] ? ReturnPath.Home : $"{ReturnPath.Home}?{Parameter}={Name}";

    /// <summary>The key of its words.</summary>
    public string Words => "Trends." + char.ToUpperInvariant(Name[0]) + Name[1..];

    public bool IsOfOneDay => this == All[0];

    public bool IsOfDays => Step >= TimeSpan.FromDays(1);
}
