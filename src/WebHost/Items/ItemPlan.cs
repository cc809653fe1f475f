using Portal.Customers;

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

    /// <summary>In the API's order.</summary>
    public abstract IReadOnlyList<ItemField> Fields { get; }

    /// <summary>What its form has, in the form's order.</summary>
    public IReadOnlyList<ItemField> FormFields =>
        field ??= [.. Fields.Where(f => !f.ReadOnly).OrderBy(f => Place(f.Input)).ThenBy(f => Place(f.Name))];

    /// <summary>Names of fields whose place in the form is another than in the API; what is not among them comes after them.</summary>
    protected internal virtual IReadOnlyList<string> FormOrder => [];

    /// <summary>Heads of its list; the first is what opens the row.</summary>
    public abstract IReadOnlyList<string> Heads { get; }

    /// <summary>What a new row's form starts with.</summary>
    internal abstract ItemSettings New();

    /// <param name="currency">The customer's, where none is said.</param>
    internal abstract ItemSettings Read(IItemReader reader, string currency);

    /// <param name="all">Also what is read only.</param>
    internal abstract void Write(ItemSettings settings, IItemWriter writer, bool all);

    /// <summary>A row in its list, as of a moment.</summary>
    internal abstract IReadOnlyList<ItemCell> Cells(ItemView item, DateTimeOffset now);

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

    public sealed override IReadOnlyList<string> Heads => field ??= [.. Listed.Select(column => column.Head)];

    private ItemField<T>[] Described => field ??= Describe();

    private ItemColumn<T>[] Listed => field ??= List();

    /// <summary>With the values that what wasn't sent has.</summary>
    protected abstract T Absent(string currency);

    protected abstract ItemField<T>[] Describe();

    protected abstract ItemColumn<T>[] List();

    internal override ItemSettings New() => Absent("");

    internal sealed override ItemSettings Read(IItemReader reader, string currency) =>
        Described.Where(field => !field.ReadOnly).Aggregate(Absent(currency), (item, field) => field.Read(item, reader));

    internal sealed override void Write(ItemSettings settings, IItemWriter writer, bool all)
    {
        foreach (var field in Described.Where(field => all || !field.ReadOnly))
            field.Write((T)settings, writer);
    }

    internal sealed override IReadOnlyList<ItemCell> Cells(ItemView item, DateTimeOffset now) =>
        [.. Listed.Select(column => column.Cell((T)item.Settings, item, now))];
}
