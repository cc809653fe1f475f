using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Customers;
using Portal.Saving;
using Portal.WebHost.Items;

namespace Portal.WebHost.Api;

/// <summary>Reads and writes what hangs on a customer, as its plan says.</summary>
internal static class ItemJson
{
    /// <param name="document">Its shape was checked.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="currency">The customer's: a payment that names none is in this one.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static ItemSettings Read(JsonElement document, ItemKind kind, string currency, List<FieldError> errors) =>
        ItemPlans.Of(kind).Read(new Reader(new Fields(document, "", errors)), currency);

    public static JsonObject Write(ItemView view)
    {
        var json = new JsonObject { ["id"] = view.Id };
        ItemPlans.Of(view.Settings.Kind).Write(view.Settings, new Writer(json), all: true);
        json["createdAt"] = Times.Text(view.CreatedAt);
        json["version"] = view.Version;
        return json;
    }

    private sealed class Reader(Fields fields) : IItemReader
    {
        public string? Text(string name) => fields.Text(name);

        public string? Lines(string name) => fields.Text(name);

        public decimal? Amount(string name, string? missing)
        {
            if (missing is not null && fields.Text(name) is null)
                fields.Refuse(name, missing);
            return fields.Decimal(name);
        }

        public int? Whole(string name) => fields.Count(name);

        public bool Flag(string name, bool absent) => fields.Flag(name, absent);

        public TChoice Choice<TChoice>(string name, TChoice absent)
            where TChoice : struct, Enum => fields.Choice(name, absent);

        public DateTimeOffset? Time(string name) => fields.Time(name);

        public DateOnly? Day(string name) => fields.Date(name);
    }

    private sealed class Writer(JsonObject json) : IItemWriter
    {
        public void Text(string name, string? text) => json[name] = text;

        public void Amount(string name, decimal? amount, string? currency) => json[name] = Amounts.Text(amount, currency);

        public void Whole(string name, int? number) => json[name] = number;

        public void Flag(string name, bool value) => json[name] = value;

        public void Choice<TChoice>(string name, TChoice value)
            where TChoice : struct, Enum => json[name] = Names<TChoice>.Of(value);

        public void Time(string name, DateTimeOffset? time) => json[name] = Times.Text(time);

        public void Day(string name, DateOnly? day) => json[name] = day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
