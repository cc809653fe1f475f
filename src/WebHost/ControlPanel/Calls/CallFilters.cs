using System.Globalization;
using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>What of the address says which calls are meant, besides their time and customer. Pure.</summary>
internal static class CallFilters
{
    /// <summary>A number may be anywhere in a call: it is looked for in all calls of at most so many days.</summary>
    public const int MostDaysOfNumber = 31;

    private const int PageSize = 50;
    private const int ShortestNumber = 3;

    /// <param name="errors">Takes what is wrong.</param>
    public static CallQuery Read(ListUrl url, ReportRange range, List<FieldError> errors)
    {
        var number = Digits(url.Text);
        // Days with another offset have an hour more.
        if (number is not null && range.To - range.From > TimeSpan.FromDays(MostDaysOfNumber) + TimeSpan.FromHours(2))
            errors.Add(new("q", $"A number is looked for in at most {MostDaysOfNumber} days. Choose a shorter time."));
        return new(range.From, range.To)
        {
            Number = number,
            Source = url.Filter("source"),
            Destination = url.Filter("destination"),
            DestinationName = url.Filter("destinationName"),
            DestinationCode = url.Filter("destinationCode"),
            CallId = url.Filter("callId"),
            Direction = url.Filter("direction"),
            SipCode = Number("sipCode", 100, 699),
            MinDuration = Number("minDuration", 0, 1_000_000),
            Connected = Connected(url.Filter("connected"), errors),
            Sort = url.Sort,
            Limit = PageSize,
            Cursor = url.After,
        };

        int? Number(string name, int least, int most)
        {
            if (url.Filter(name) is not { } text)
                return null;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read >= least && read <= most)
                return read;
            errors.Add(new(name, $"Enter a whole number from {least} to {most}."));
            return null;
        }
    }

    /// <summary>The digits of what is written as a phone number; null: it is none.</summary>
    public static string? Digits(string? text)
    {
        if (text is null || text.Any(c => !char.IsAsciiDigit(c) && !" +-()./".Contains(c, StringComparison.Ordinal)))
            return null;
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length < ShortestNumber ? null : digits;
    }

    private static bool? Connected(string? text, List<FieldError> errors)
    {
        if (text is not (null or "true" or "false"))
            errors.Add(new("connected", $"There is no “{text}” here. Allowed: true, false."));
        return text is null ? null : text == "true";
    }
}
