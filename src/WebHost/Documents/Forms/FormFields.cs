using System.Globalization;
using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>Reads a form's fields below a path. What can't be read is told at its field, with what to write instead.</summary>
/// <param name="Values">The form.</param>
/// <param name="Path">Where it stands, as a prefix: empty, or <c>smtp.</c>.</param>
/// <param name="Errors">Takes what is wrong.</param>
internal readonly record struct FormFields(FormValues Values, string Path, List<FieldError> Errors)
{
    public FormFields Inside(string name) => this with { Path = $"{Path}{name}." };

    /// <inheritdoc cref="FormValues.One"/>
    public string? One(string name) => Values.One(Path + name);

    public string[] Many(string name) => Values.Many(Path + name);

    public bool IsOn(string name) => Values.IsOn(Path + name);

    public void Refuse(string name, string reason) => Errors.Add(new(Path + name, reason));

    /// <summary>What a column picker sent: the ticked keys, by their numbers, then as they came.</summary>
    public string[] Picked(string name) => Documents.Picked.Read(Values, Path + name);

    public int? Whole(string name)
    {
        if (One(name)?.Trim() is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Refuse(name, "Enter a whole number, such as 30, or leave it empty.");
        return null;
    }

    /// <summary>A point or a comma before the decimals; no other separators, since each country means something else by them.</summary>
    public decimal? Amount(string name)
    {
        if (One(name)?.Trim() is not { } text)
            return null;
        if (DecimalText.TryParseTyped(text, out var amount))
            return amount;
        Refuse(name, "Enter an amount such as 1250.50, without thousands separators.");
        return null;
    }

    /// <summary>A time in UTC.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (One(name)?.Trim() is not { } text)
            return null;
        if (DateTime.TryParseExact(text, FormText.Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return new DateTimeOffset(time, TimeSpan.Zero);
        Refuse(name, "Enter a date and time, such as 2030-12-31T18:00.");
        return null;
    }

    public DateOnly? Day(string name)
    {
        if (One(name)?.Trim() is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, FormText.DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Refuse(name, "Enter a date, such as 2030-12-31.");
        return null;
    }

    /// <summary>Null: none was chosen, or one that nobody knows.</summary>
    /// <param name="name">Of the field.</param>
    /// <param name="isTold">Whether the latter is told.</param>
    public T? Choice<T>(string name, bool isTold = true)
        where T : struct, Enum
    {
        if (One(name) is not { } text)
            return null;
        var value = FormText.Choice<T>(text);
        if (value is null && isTold)
            Refuse(name, "Choose one from the list.");
        return value;
    }

    /// <summary>Each on a line: <c>name = value</c>.</summary>
    public Dictionary<string, string> Map(string name)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in FormText.Lines(One(name)))
        {
            var sign = line.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
                Refuse(name, $"Enter each as name = value. “{(line.Length <= 40 ? line : line[..40] + "…")}” isn't.");
            else if (!read.TryAdd(line[..sign].Trim(), line[(sign + 1)..].Trim()))
                Refuse(name, $"“{line[..sign].Trim()}” appears twice. Remove one.");
        }

        return read;
    }
}
