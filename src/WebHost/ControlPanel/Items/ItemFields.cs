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
        ItemPlans.Of(kind).Read(new Reader(new FormFields(values, "", errors)), currency);

    private sealed class Reader(FormFields form) : IItemReader
    {
        public string? Text(string name) => form.One(name);

        public string? Lines(string name) => form.One(name)?.ReplaceLineEndings("\n");

        public decimal? Amount(string name, string? missing)
        {
            if (missing is not null && form.One(name) is null)
                form.Refuse(name, missing);
            return form.Amount(name);
        }

        public int? Whole(string name) => form.Whole(name);

        // A box that isn't ticked isn't sent.
        public bool Flag(string name, bool absent) => form.IsOn(name);

        public TChoice Choice<TChoice>(string name, TChoice absent)
            where TChoice : struct, Enum => form.Choice<TChoice>(name) ?? absent;

        public DateTimeOffset? Time(string name) => form.Time(name);

        public DateOnly? Day(string name) => form.Day(name);
    }

    private sealed class Writer(FormValues values) : IItemWriter
    {
        public void Text(string name, string? text) => values.Set(name, text);

        public void Amount(string name, decimal? amount, string? currency) => values.Set(name, FormText.Of(amount));

        public void Whole(string name, int? number) => values.Set(name, FormText.Of(number));

        public void Flag(string name, bool value) => values.Set(name, value ? "true" : null);

        public void Choice<TChoice>(string name, TChoice value)
            where TChoice : struct, Enum => values.Set(name, Names<TChoice>.Of(value));

        public void Time(string name, DateTimeOffset? time) => values.Set(name, FormText.Of(time));

        public void Day(string name, DateOnly? day) => values.Set(name, FormText.Of(day));
    }
}
