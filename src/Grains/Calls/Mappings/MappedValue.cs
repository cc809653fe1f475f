namespace Portal.Calls;

/// <summary>A value of theirs as ours: decoded, in our words, unit and kind of time. Pure.</summary>
internal static class MappedValue
{
    // Beyond, no unit makes a duration or an amount that is taken.
    private const decimal Largest = 1e18m;

    /// <param name="currency">Of the same record, where it says one.</param>
    /// <returns>Why it can't be read; null: it is ours.</returns>
    public static string? Read(CallField field, MappedField said, string theirs, string? currency, out string? ours)
    {
        var text = (said.UrlEncoded ? Decoded(theirs) : theirs).Trim();
        ours = said.Words.GetValueOrDefault(text) ?? (IsOther(field, text) ? said.Words.GetValueOrDefault("*") : null) ?? text;
        if (field == CallField.CallTime)
            return MappedTime.Read(said, ours, out ours);
        if (said.Unit is not { } unit || ours.Length == 0)
            return null;
        if (!DecimalText.TryParseNumber(ours, out var number))
            return $"“{CallFields.Name(field)}” is {CallFields.Quoted(ours)}, which is no number.";
        if (Math.Abs(number) > Largest)
            return $"“{CallFields.Name(field)}” is beyond what can be.";
        ours = DecimalText.Of(In(unit, field, number, currency));
        return null;
    }

    // A number in a field of numbers is what it says.
    private static bool IsOther(CallField field, string text) => !CallFields.IsNumber(field) || !DecimalText.TryParseNumber(text, out _);

    private static decimal? In(MappingUnit unit, CallField field, decimal number, string? currency) => unit switch
    {
        MappingUnit.S => Time(field, number),
        MappingUnit.Ms => Time(field, number * 0.001m),
        MappingUnit.Us => Time(field, number * 0.001m * 0.001m),
        MappingUnit.Ns => Time(field, number * 0.001m * 0.001m * 0.001m),
        MappingUnit.Major => number,
        MappingUnit.Minor => MoneyUnits.FromCoins(number, currency),
        MappingUnit.Micro => MoneyUnits.FromMicro(number),
    };

    // Delays are whole milliseconds, durations seconds with as many parts.
    private static decimal? Time(CallField field, decimal seconds) => field is CallField.Pdd or CallField.PddIn
        ? DecimalText.Shortened(seconds * 1000, 0)
        : DecimalText.Shortened(seconds, 3);

    // What isn't encoded well stays as it was written.
    private static string Decoded(string text) => Uri.UnescapeDataString(text);
}
