using System.Globalization;
using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>Which calls an address asks for beside their range. Pure.</summary>
internal static class ReportFilters
{
    private const int MostItems = 500;

    /// <summary>The parameters, with what each means to those who write programs.</summary>
    public static readonly (string Name, string Meaning)[] Parameters =
    [
        ("source", "How the caller's number begins."),
        ("destination", "How the dialled number begins."),
        ("callId", "The switch's id of the call."),
        ("direction", "As the switch gave it."),
        ("destinationName", "The rate's name."),
        ("sipCode", "100 to 699."),
        ("connected", "true: answered calls only; false: the others only."),
        ("minDuration", "At least so many seconds."),
    ];

    /// <param name="errors">Takes what is wrong.</param>
    public static CallQuery Read(IQueryCollection query, ReportRange range, List<FieldError> errors) => new(range.From, range.To)
    {
        Customer = Text("customer", query, errors),
        Source = Text("source", query, errors),
        Destination = Text("destination", query, errors),
        CallId = Text("callId", query, errors),
        Direction = Text("direction", query, errors),
        DestinationName = Text("destinationName", query, errors),
        SipCode = Number("sipCode", 100, 699, query, errors),
        Connected = Flag("connected", query, errors),
        MinDuration = Number("minDuration", 0, int.MaxValue, query, errors),
        Sort = Sort(query, errors),
        Limit = Number("limit", 1, MostItems, query, errors) ?? 50,
        Cursor = query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null,
    };

    public static string? Text(string name, IQueryCollection query, List<FieldError> errors)
    {
        if (query[name].ToString() is not { Length: > 0 } text)
            return null;
        if (text.Length > CallReading.LongestText || text.Any(char.IsControl))
            errors.Add(new(name, $"Use at most {CallReading.LongestText} characters, none of them a control character."));
        return text;
    }

    private static int? Number(string name, int least, int most, IQueryCollection query, List<FieldError> errors)
    {
        if (query[name].ToString() is not { Length: > 0 } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        errors.Add(new(name, $"Use a whole number from {least} to {most}."));
        return null;
    }

    private static bool? Flag(string name, IQueryCollection query, List<FieldError> errors)
    {
        var text = query[name].ToString();
        if (text is not ("" or "true" or "false"))
            errors.Add(new(name, "Use true or false."));
        return text.Length == 0 ? null : text == "true";
    }

    private static string? Sort(IQueryCollection query, List<FieldError> errors)
    {
        if (query["sort"].ToString() is not { Length: > 0 } text)
            return null;
        if (CallOrder.Of(text) is null)
        {
            var known = string.Join(", ", CallQuery.Sorts);
            errors.Add(new("sort", $"There is no such order. Allowed, with “-” before it from the end: {known}."));
        }

        return text;
    }
}
