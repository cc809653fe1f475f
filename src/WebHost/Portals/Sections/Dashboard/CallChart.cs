namespace Portal.WebHost.Portals;

/// <summary>Bars of days: calls that were connected in front of all. The table beside it has each day.</summary>
internal static class CallChart
{
    public static ChartModel Of(IReadOnlyList<DashboardDay> days, PortalCall call, TextSet t)
    {
        string Number(decimal value) => value.ToString("N0", call.Culture);
        return new()
        {
            Label = t.Format("Calls.Chart", Number(days.Sum(day => day.Attempts)), Number(days.Sum(day => day.Connected))),
            Points = [.. days.Select(day => Moments.Date(call, day.Day))],
            Text = Number,
            Series =
            [
                new(t["Calls.All"], [.. days.Select(day => (decimal?)day.Attempts)]) { Kind = ChartKind.Bars, Look = "rest" },
                new(t["Calls.Connected"], [.. days.Select(day => (decimal?)day.Connected)]) { Kind = ChartKind.Bars },
            ],
        };
    }
}
