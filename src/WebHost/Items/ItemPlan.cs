using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Customers;
using Portal.Saving;

namespace Portal.WebHost.Items;

/// <summary>
/// All that staff and programs see of one kind of rows that hang on a customer: its addresses, words, fields and list. One class
/// a kind; <see cref="ItemPlans"/> has them. Pure.
/// </summary>
public abstract class ItemPlan
{
    private const int AreaPlace = 1, CheckPlace = 2;

    public abstract ItemKind Kind { get; }

    /// <summary>Of its addresses: <c>payments</c>.</summary>
    public string Segment => ItemKinds.Of(Kind).Plural;

    public bool IsForCarriers => ItemKinds.Of(Kind).IsForCarriers;

    /// <summary>Its schema's name in the API's document.</summary>
    public string Schema => Kind.ToString();

    /// <summary>Over its list: <c>Payments</c>.</summary>
    public abstract string Title { get; }

    /// <summary>Inside a sentence: <c>payment</c>.</summary>
    public abstract string One { get; }

    /// <summary>The same with its article.</summary>
    public string AOne => (One[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + One;

    /// <summary>What such rows are, where there are none yet.</summary>
    public abstract string Empty { get; }

    /// <summary>What deleting one means.</summary>
    public virtual string WhenDeleted => "The customer no longer sees it either. The audit keeps the record.";

    /// <summary>Whether the balance stands over its list.</summary>
    public virtual bool ShowsBalance => false;

    /// <summary>What somebody sets, in the API's order.</summary>
    public abstract IReadOnlyList<ItemField> Fields { get; }

    /// <summary>The same in the order of its form.</summary>
    public IReadOnlyList<ItemField> FormFields => field ??= [.. Fields.OrderBy(f => Place(f.Input)).ThenBy(f => Place(f.Name))];

    /// <summary>A row as the API takes and shows it.</summary>
    internal abstract ObjectShape Shape { get; }

    /// <summary>Names of fields whose place in the form is another than in the API; what is not among them comes after them.</summary>
    protected internal virtual IReadOnlyList<string> FormOrder => [];

    /// <summary>Of its list; the first is what opens the row.</summary>
    public abstract IReadOnlyList<ItemColumn> Columns { get; }

    /// <summary>What a new row's form starts with.</summary>
    internal abstract ItemSettings New();

    /// <param name="json">Its shape was checked.</param>
    /// <param name="currency">The customer's: a payment that names none is in this one.</param>
    /// <param name="errors">Takes what is wrong.</param>
    internal abstract ItemSettings FromJson(JsonElement json, string currency, List<FieldError> errors);

    internal abstract JsonObject ToJson(ItemView item);

    /// <inheritdoc cref="FromJson"/>
    internal abstract ItemSettings FromForm(FormValues form, string currency, List<FieldError> errors);

    internal abstract FormValues ToForm(ItemSettings settings);

    private static int Place(ItemInput input) => input switch
    {
        ItemInput.Area => AreaPlace,
        ItemInput.Check => CheckPlace,
        ItemInput.Text or ItemInput.Email or ItemInput.Currency or ItemInput.Money or ItemInput.Number or ItemInput.Whole
            or ItemInput.Choice or ItemInput.Time or ItemInput.Day => 0,
    };

    private int Place(string name) => FormOrder.TakeWhile(one => one != name).Count();
}

/// <inheritdoc cref="ItemPlan"/>
internal abstract class ItemPlan<T> : ItemPlan
    where T : ItemSettings
{
    public sealed override IReadOnlyList<ItemField> Fields => Described;

    public sealed override IReadOnlyList<ItemColumn> Columns => field ??= List();

    internal sealed override ObjectShape Shape => Document.Shape;

    private ItemField<T>[] Described => field ??= Describe();

    private Document<T, ItemView> Document => field ??= new(
        Schema,
        () => Absent(""),
        [
            FieldsOf<T, ItemView>.Listed("id", new TextShape { Description = "Assigned by us. It can't be changed." }, item => item.Id),
            .. Described.Select(described => described.Field),
            .. Recorded(),
            FieldsOf<T, ItemView>.Shown("createdAt", Times.Shape, item => Times.Text(item.CreatedAt)),
            FieldsOf<T, ItemView>.Shown("version", Versions.Shape, item => item.Version),
        ]);

    /// <summary>With the values that what wasn't sent has.</summary>
    protected abstract T Absent(string currency);

    protected abstract ItemField<T>[] Describe();

    /// <summary>What is written down of a row and nobody sets.</summary>
    protected virtual Field<T, ItemView>[] Recorded() => [];

    protected abstract ItemColumn<T>[] List();

    internal override ItemSettings New() => Absent("");

    internal sealed override ItemSettings FromJson(JsonElement json, string currency, List<FieldError> errors) =>
        Document.FromJson(json, errors, Absent(currency));

    internal sealed override JsonObject ToJson(ItemView item) => Document.ToJson((T)item.Settings, item);

    internal sealed override ItemSettings FromForm(FormValues form, string currency, List<FieldError> errors) =>
        Document.FromForm(form, errors, Absent(currency));

    internal sealed override FormValues ToForm(ItemSettings settings) => Document.ToForm((T)settings);
}
