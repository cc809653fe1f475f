using System.Text.Json;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Customers;

/// <summary>
/// All that is said of one kind of rows that hang on a customer: ids, rules, what the table keeps, what becomes of a copy. One
/// class a kind; <see cref="ItemKinds"/> has them. Pure.
/// </summary>
internal abstract class ItemTraits
{
    public abstract ItemKind Kind { get; }

    /// <summary>The class of its settings.</summary>
    public abstract Type Settings { get; }

    /// <summary>As rows and audit actions name it. Stored: never rename.</summary>
    public string Name => UnknownNames.Of(Kind);

    /// <summary>Several of it: names their list in a sign-up's document and in addresses. Stored: never rename.</summary>
    public abstract string Plural { get; }

    /// <summary>What its ids begin with. Never change it.</summary>
    public abstract string IdPrefix { get; }

    /// <summary>Whether carriers have such rows too.</summary>
    public abstract bool IsForCarriers { get; }

    /// <summary>What a list of it can be filtered by, as <see cref="ItemColumns.Status"/> has it; empty: it has no status.</summary>
    public virtual (string Name, object Stored)[] Statuses => [];

    /// <summary>The settings in their one form; adds all that is wrong.</summary>
    public abstract ItemSettings Check(ItemSettings item, CustomerSettings customer, FieldErrors errors);

    /// <summary>As a row that is made now says it.</summary>
    public abstract ItemSettings Begin(ItemSettings item, DateTimeOffset time);

    /// <summary>As a row that exists says it: what a change doesn't speak of stays.</summary>
    public abstract ItemSettings Keep(ItemSettings next, ItemSettings now);

    /// <summary>As a row says it that begins at another moment than it was made for.</summary>
    public abstract ItemSettings Move(ItemSettings item, TimeShift shift);

    /// <summary>As a new customer gets it from its template; null: it doesn't.</summary>
    public abstract ItemSettings? Copy(ItemSettings item, CopyTerms terms);

    /// <summary>What a search finds it by.</summary>
    public abstract string Search(ItemSettings item);

    public abstract ItemColumns Columns(ItemSettings item);

    /// <summary>From its stored JSON.</summary>
    public abstract ItemSettings Read(string json);
}

/// <inheritdoc cref="ItemTraits"/>
internal abstract class ItemTraits<T> : ItemTraits
    where T : ItemSettings
{
    public sealed override Type Settings => typeof(T);

    protected abstract T Check(T item, CustomerSettings customer, FieldErrors errors);

    protected virtual T Begin(T item, DateTimeOffset time) => item;

    protected virtual T Keep(T next, T now) => next;

    /// <summary>Dates keep their distance, so "30 days of grace" stays that for everybody.</summary>
    protected abstract T Move(T item, TimeShift shift);

    protected abstract T? Copy(T item, CopyTerms terms);

    protected abstract string?[] Words(T item);

    protected virtual ItemColumns Columns(T item) => ItemColumns.None;

    public sealed override ItemSettings Check(ItemSettings item, CustomerSettings customer, FieldErrors errors) =>
        Check((T)item, customer, errors);

    public sealed override ItemSettings Begin(ItemSettings item, DateTimeOffset time) => Begin((T)item, time);

    public sealed override ItemSettings Keep(ItemSettings next, ItemSettings now) => Keep((T)next, (T)now);

    public sealed override ItemSettings Move(ItemSettings item, TimeShift shift) => Move((T)item, shift);

    public sealed override ItemSettings? Copy(ItemSettings item, CopyTerms terms) => Copy((T)item, terms);

    public sealed override string Search(ItemSettings item) => Folded.Of(Words((T)item));

    public sealed override ItemColumns Columns(ItemSettings item) => Columns((T)item);

    public sealed override ItemSettings Read(string json) => JsonSerializer.Deserialize<T>(json, PortalJson.Options)!;
}
