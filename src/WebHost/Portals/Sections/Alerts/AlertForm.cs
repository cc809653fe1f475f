using System.Globalization;
using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>Between the form of an own alert and its settings.</summary>
internal static class AlertForm
{
    private const int LongestAddresses = 3300;

    public static IEnumerable<(string Value, string Text)> Areas(TextSet texts) =>
        Enum.GetValues<AlertArea>().Select(area => (UnknownNames.Of(area), texts["Area." + area]));

    public static IEnumerable<(string Value, string Text)> Operators(TextSet texts) =>
        Enum.GetValues<AlertOperator>().Select(sign => (UnknownNames.Of(sign), texts["Sign." + sign]));

    /// <param name="now">The one it has, which may be in words of staff's own.</param>
    public static IEnumerable<(string Value, string Text)> Levels(TextSet texts, string? now) => AlertTraits.Levels
        .Select(level => (level, texts["Level." + level]))
        .Concat(now is null || AlertTraits.Levels.Contains(now) ? [] : [(now, now)]);

    public static FormState Write(CustomerAlert alert)
    {
        var form = new FormState();
        form["title"] = alert.Title;
        form["area"] = UnknownNames.Of(alert.Area);
        form["operator"] = UnknownNames.Of(alert.Operator);
        form["threshold"] = DecimalText.Of(alert.Threshold);
        form["resetThreshold"] = DecimalText.Of(alert.ResetThreshold);
        form["samplePeriod"] = alert.SamplePeriod?.ToString(CultureInfo.InvariantCulture);
        form["minimumCalls"] = alert.MinimumCalls?.ToString(CultureInfo.InvariantCulture);
        form["repeat"] = alert.Repeat?.ToString(CultureInfo.InvariantCulture);
        form["level"] = alert.Level;
        form["email"] = alert.Email;
        form["anomaly"] = alert.Anomaly ? "yes" : null;
        return form;
    }

    /// <summary>What was typed, on what is there; what can't be read is told at its field.</summary>
    public static CustomerAlert Read(IFormCollection posted, CustomerAlert now, FormState form, TextSet texts)
    {
        var threshold = Decimal(posted, "threshold", form, texts);
        if (threshold is null && form.Error("threshold") is null)
            form.Wrong("threshold", texts["Error.threshold"]);
        var title = posted.Text("title", 200);
        if (title is null)
            form.Wrong("title", texts["Error.title"]);
        return now with
        {
            Title = title ?? "",
            Area = Choice<AlertArea>(posted["area"].ToString()) ?? now.Area,
            Operator = Choice<AlertOperator>(posted["operator"].ToString()) ?? now.Operator,
            Threshold = threshold ?? 0,
            ResetThreshold = Decimal(posted, "resetThreshold", form, texts),
            SamplePeriod = Whole(posted, "samplePeriod", form, texts),
            MinimumCalls = Whole(posted, "minimumCalls", form, texts),
            Repeat = Whole(posted, "repeat", form, texts),
            Level = posted.Text("level", 100),
            Email = posted.Text("email", LongestAddresses),
            Anomaly = posted["anomaly"].Count > 0,
        };
    }

    private static T? Choice<T>(string name)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => UnknownNames.Of(value) == name).Select(value => (T?)value).FirstOrDefault();

    private static decimal? Decimal(IFormCollection posted, string name, FormState form, TextSet texts)
    {
        if (posted.Text(name, 40) is not { } text)
            return null;
        if (DecimalText.TryParseTyped(text, out var number))
            return number;
        form.Wrong(name, texts["Error.number"]);
        return null;
    }

    private static int? Whole(IFormCollection posted, string name, FormState form, TextSet texts)
    {
        if (posted.Text(name, 40) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        form.Wrong(name, texts["Error.whole"]);
        return null;
    }
}
