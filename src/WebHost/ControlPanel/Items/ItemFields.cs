using Portal.Customers;
using Portal.Saving;
using Portal.WebHost.Items;

namespace Portal.WebHost.ControlPanel;

/// <summary>A row's settings as its form's fields, and back, as its plan says. Pure.</summary>
internal static class ItemFields
{
    public static FormValues Write(ItemSettings settings)
    {
        var values = new FormValues();
        ItemPlans.Of(settings.Kind).Write(settings, new Writer(values), all: false);
        return values;
    }

    /// <param name="currency">The customer's, where none is chosen.</param>
    public static ItemSettings Read(ItemKind kind, FormValues values, string currency, List<FieldError> errors) =>
        ItemPlans.Of(kind).Read(new Reader(values, errors), currency);

    private sealed class Reader(FormValues values, List<FieldError> errors) : IItemReader
    {
        public string? Text(string name) => values.One(name);

        public string? Lines(string name) => values.One(name)?.ReplaceLineEndings("\n");

        public decimal? Amount(string name, string? missing)
        {
            if (missing is not null && values.One(name) is null)
                errors.Add(new(name, missing));
            return Numbers.Amount(values, name, errors);
        }

        public int? Whole(string name) => Numbers.Whole(values, name, errors);

        // A box that isn't ticked isn't sent.
        public bool Flag(string name, bool absent) => values.IsOn(name);

        public TChoice Choice<TChoice>(string name, TChoice absent)
            where TChoice : struct, Enum => Numbers.Choice(values, name, absent, errors);

        public DateTimeOffset? Time(string name) => Numbers.Time(values, name, errors);

        public DateOnly? Day(string name) => Numbers.Day(values, name, errors);
    }

    private sealed class Writer(FormValues values) : IItemWriter
    {
        public void Text(string name, string? text) => values.Set(name, text);

        public void Amount(string name, decimal? amount, string? currency) => values.Set(name, Numbers.Text(amount));

        public void Whole(string name, int? number) => values.Set(name, Numbers.Text(number));

        public void Flag(string name, bool value) => values.Set(name, value ? "true" : null);

        public void Choice<TChoice>(string name, TChoice value)
            where TChoice : struct, Enum => values.Set(name, SharedFields.Name(value));

        public void Time(string name, DateTimeOffset? time) => values.Set(name, Numbers.Text(time));

        public void Day(string name, DateOnly? day) => values.Set(name, Numbers.Text(day));
    }
}
