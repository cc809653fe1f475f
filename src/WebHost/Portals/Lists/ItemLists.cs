using Portal.Customers;
using Portal.Storage;

namespace Portal.WebHost.Portals;

/// <summary>A row that hangs on the customer, typed.</summary>
internal sealed record ItemRow<T>(ItemView View, T Item)
    where T : ItemSettings
{
    public string Id => View.Id;
}

/// <summary>
/// The lists of what hangs on a customer: a page of it, and all of it as a file. Only ever those of the call's own customer.
/// </summary>
internal sealed class ItemLists(ICustomerItems items)
{
    public async Task<ListModel> Page<T>(
        PortalCall call, TextSet texts, string section, ItemKind kind, IReadOnlyList<Column<ItemRow<T>>> columns)
        where T : ItemSettings
    {
        var page = await ListModel.Read(call, query => items.List(call.Place.Customer, kind, query, call.Aborted));
        return ListModel.Of(call, texts, section, columns, page.Items.Select(Row<T>), page);
    }

    public Task Csv<T>(PortalCall call, TextSet texts, string section, ItemKind kind, IReadOnlyList<Column<ItemRow<T>>> columns)
        where T : ItemSettings => CsvAnswer.Send(call, texts, section, CsvRange.Now, columns, All<T>(call, kind));

    public async Task<ItemRow<T>?> Find<T>(PortalCall call, ItemKind kind, string id)
        where T : ItemSettings =>
        id.Length is > 0 and <= 64 && await items.Find(call.Place.Customer, kind, id, call.Aborted) is { } found
            && found.Customer == call.Place.Customer
            ? Row<T>(found)
            : null;

    private async IAsyncEnumerable<ItemRow<T>> All<T>(PortalCall call, ItemKind kind)
        where T : ItemSettings
    {
        await foreach (var view in items.All(call.Place.Customer, kind, new ListQuery(), call.Aborted))
            yield return Row<T>(view);
    }

    private static ItemRow<T> Row<T>(ItemView view)
        where T : ItemSettings => new(view, (T)view.Settings);
}
