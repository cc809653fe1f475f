using System.Globalization;
using Portal.Saving;

namespace Portal.Mail;

/// <summary>
/// What a mail says of an alert's numbers, in its recipient's language: the draft has them plain, since it is made for all languages. Pure.
/// </summary>
internal static class AlertWords
{
    public const string Area = "area";
    public const string Operator = "operator";
    public const string Threshold = "threshold";
    public const string Currency = "currency";
    public const string Minutes = "minutes";
    public const string Seen = "number";

    /// <summary>What it usually is, where the two are compared.</summary>
    public const string Usual = "usual";

    /// <summary>By how many percent it is above (positive) or below that.</summary>
    public const string Away = "away";

    /// <summary>Adds <c>measure</c>, <c>value</c>, <c>limit</c> and <c>period</c>, which texts speak of.</summary>
    public static void Add(Dictionary<string, string> values, MailTexts texts)
    {
        if (!values.TryGetValue(Area, out var area))
            return;
        values["measure"] = texts.Find("Alert.Area." + area) ?? area;
        var seen = values.TryGetValue(Seen, out var number) ? Number(number, area, values, texts) : texts["Alert.Unknown"];
        values["value"] = values.TryGetValue(Usual, out var usual) && values.TryGetValue(Away, out var away)
            ? Compared(texts, seen, Number(usual, area, values, texts), away)
            : seen;
        values["limit"] = Limit(values, area, texts);
        values["period"] = values.GetValueOrDefault(Minutes, "0") is var minutes && minutes == "0"
            ? texts["Alert.Now"]
            : Fill(texts["Alert.Period"], ("minutes", Whole(minutes, texts)));
    }

    private static string Limit(Dictionary<string, string> values, string area, MailTexts texts)
    {
        var (sign, threshold) = (values.GetValueOrDefault(Operator, ""), values.GetValueOrDefault(Threshold, ""));
        return values.ContainsKey(Usual)
            ? Fill(texts.Find("Alert.Unusual." + sign) ?? "{limit}", ("limit", Plain(threshold, texts)))
            : Fill(texts.Find("Alert.Operator." + sign) ?? "{limit}", ("limit", Number(threshold, area, values, texts)));
    }

    private static string Compared(MailTexts texts, string seen, string usual, string away)
    {
        var isBelow = away.StartsWith('-');
        return Fill(
            texts[isBelow ? "Alert.Below" : "Alert.Above"],
            ("seen", seen),
            ("usual", usual),
            ("percent", Plain(isBelow ? away[1..] : away, texts)));
    }

    // In the unit of what is watched.
    private static string Number(string text, string area, Dictionary<string, string> values, MailTexts texts)
    {
        if (texts.Find("Alert.Unit." + area) is not { } unit)
            return Plain(text, texts);
        var currency = values.GetValueOrDefault(Currency) ?? "";
        var isMoney = area == UnknownNames.Of(Customers.AlertArea.Balance) && currency.Length > 0;
        var number = isMoney ? MailNumbers.Amount(text, currency, texts.Culture) : Plain(text, texts);
        return Fill(unit, ("number", number), ("currency", currency));
    }

    private static string Plain(string text, MailTexts texts) =>
        DecimalText.TryParse(text, out var number) ? MailNumbers.Number(number, texts.Culture) : text;

    private static string Whole(string text, MailTexts texts) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number.ToString("N0", texts.Culture) : text;

    private static string Fill(string text, params (string Name, string Value)[] values) => MailTexts.Fill(
        text, values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal), part => part);
}
