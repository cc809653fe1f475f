namespace Portal.Calls;

/// <summary>
/// Makes a call of the values that a line has, or says why none is made. Its customer and currency are as the line has them; what only
/// the store knows of them is asked later. Pure.
/// </summary>
/// <param name="now">By which a time is too old, or still to come.</param>
/// <param name="days">How old a call may be.</param>
/// <param name="defaultSwitch">Where a line names none.</param>
/// <param name="isCorrection">Then a line says at least what the call costs.</param>
internal readonly struct CallReading(DateTimeOffset now, int days, string? defaultSwitch, bool isCorrection = false)
{
    /// <summary>Characters of a text.</summary>
    public const int LongestText = 256;

    public const int LongestId = 200;

    // A year: no call lasts longer, and sums in milliseconds stay far from their end.
    public const int LongestDuration = 366 * 24 * 60 * 60;
    private const int DurationDigits = 3;

    public string? Read(CallValues values, out Call? call)
    {
        call = null;
        values[CallField.Switch] ??= defaultSwitch;
        foreach (var needed in (ReadOnlySpan<CallField>)[CallField.Switch, CallField.CallId, CallField.Customer, CallField.CallTime])
        {
            if (values[needed] is null)
                return CallFields.Missing(needed);
        }

        if (isCorrection && values[CallField.Charge] is null)
            return CallFields.Missing(CallField.Charge);
        if (Texts(values) is { } wrong)
            return wrong;
        if (!CallTime.TryParse(values[CallField.CallTime]!, out var time))
            return "“callTime” must be a time with its offset, such as 2026-11-30T12:00:00.000Z.";
        if (CallTime.Refuse(time, now, days) is { } untimely)
            return untimely;
        if (values[CallField.Currency] is { } currency && !CurrencyCodes.IsKnown(currency))
            return $"“currency” is {CallFields.Quoted(currency)}, which is no code of ISO 4217.";
        string? meta = null;
        if (values[CallField.Meta] is { } written && CallMeta.Read(written, out meta) is { } noMeta)
            return noMeta;
        var (name, id, customer) = (values[CallField.Switch]!, values[CallField.CallId]!, values[CallField.Customer]!);
        return new CallNumbers(values).Fill(
            new Call(name, id, customer, time, values[CallField.Currency] ?? "")
            {
                Carrier = values[CallField.Carrier],
                Source = values[CallField.Source],
                CardId = values[CallField.CardId],
                TechPrefix = values[CallField.TechPrefix],
                Destination = values[CallField.Destination],
                DestinationName = values[CallField.DestinationName],
                DestinationCode = values[CallField.DestinationCode],
                Lrn = values[CallField.Lrn],
                SipReason = values[CallField.SipReason],
                ReleaseReason = values[CallField.ReleaseReason],
                Direction = values[CallField.Direction],
                SourceIp = values[CallField.SourceIp],
                RecordingFile = values[CallField.RecordingFile],
                Authentication = values[CallField.Authentication],
                Jurisdiction = values[CallField.Jurisdiction],
                Meta = meta,
            },
            out call);
    }

    private static string? Texts(CallValues values)
    {
        for (var field = CallField.Switch; field < CallField.Meta; field++)
        {
            if (values[field] is not { } text || CallFields.IsNumber(field))
                continue;
            var most = field == CallField.CallId ? LongestId : LongestText;
            if (text.Length > most)
                return $"“{CallFields.Name(field)}” has more than {most} characters.";
            foreach (var read in text)
            {
                if (char.IsControl(read))
                    return $"“{CallFields.Name(field)}” has a control character (U+{(int)read:X4}).";
            }
        }

        return null;
    }

    /// <summary>The numbers of a line: the first that is wrong is told.</summary>
    private ref struct CallNumbers(CallValues values)
    {
        private string? wrong;

        public string? Fill(Call texts, out Call? call)
        {
            call = texts with
            {
                Duration = Duration(CallField.Duration) ?? 0,
                BilledDuration = Duration(CallField.BilledDuration),
                RingDuration = Duration(CallField.RingDuration),
                Rate = Amount(CallField.Rate),
                ConnectCost = Amount(CallField.ConnectCost),
                Charge = Amount(CallField.Charge) ?? 0,
                SipCode = Whole(CallField.SipCode, 100, 699),
                Pdd = Whole(CallField.Pdd, 0, int.MaxValue),
                PddIn = Whole(CallField.PddIn, 0, int.MaxValue),
                Dtmf = Whole(CallField.Dtmf, 0, int.MaxValue),
            };
            if (wrong is not null)
                call = null;
            return wrong;
        }

        private decimal? Number(CallField field)
        {
            if (values[field] is not { } text)
                return null;
            if (DecimalText.TryParseNumber(text, out var number))
                return number;
            wrong ??= $"“{CallFields.Name(field)}” is {CallFields.Quoted(text)}, which is no number, such as 12.5.";
            return null;
        }

        private decimal? Duration(CallField field)
        {
            if (Number(field) is not { } seconds)
                return null;
            wrong ??= seconds < 0 ? $"“{CallFields.Name(field)}” is negative."
                : DecimalText.Digits(seconds) > DurationDigits
                    ? $"“{CallFields.Name(field)}” has more than {DurationDigits} digits after the point."
                : seconds > LongestDuration ? $"“{CallFields.Name(field)}” is more than a year."
                : null;
            return seconds;
        }

        private decimal? Amount(CallField field)
        {
            if (Number(field) is not { } amount)
                return null;
            wrong ??= amount < 0 ? $"“{CallFields.Name(field)}” is negative: what is given back is a payment."
                : DecimalText.Digits(amount) > Money.MostDigits
                    ? $"“{CallFields.Name(field)}” has more than {Money.MostDigits} digits after the point."
                : amount > Money.Largest ? $"“{CallFields.Name(field)}” is beyond {DecimalText.Of(Money.Largest)}."
                : null;
            return amount;
        }

        private int? Whole(CallField field, int least, int most)
        {
            if (Number(field) is not { } number)
                return null;
            if (DecimalText.Digits(number) == 0 && number >= least && number <= most)
                return (int)number;
            wrong ??= $"“{CallFields.Name(field)}” must be a whole number from {least} to {most}.";
            return null;
        }
    }
}
