using System.Data.Common;
using Dapper;
using Portal.Domains;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Customers;

/// <summary>What follows from a customer's state: the rows that hang on it, its tags, its line in the read model.</summary>
internal sealed class CustomerFollowUp(SubjectRows rows, IGrainFactory grains) : IFollowUp<CustomerState>
{
    private const string Upsert = """
        INSERT INTO portal_customers (id, kind, name, sort_name, search, status, currency, domain, reseller, tags, deleted, version,
          writes, settled, created_at, changed_at, external_id, time_zone, recording_days, brand)
        VALUES (@Id, @Kind, @Name, @SortName, @Search, @Status, @Currency, @Domain, @Reseller, @Tags, @Deleted, @Version,
          @Writes, @Writes, @CreatedAt, @ChangedAt, @ExternalId, @TimeZone, @RecordingDays,
          COALESCE((SELECT d.brand FROM portal_domains d WHERE d.host = @Domain AND d.deleted = 0), @Reseller, ''))
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, sort_name = excluded.sort_name, search = excluded.search,
          status = excluded.status, currency = excluded.currency, domain = excluded.domain, reseller = excluded.reseller,
          tags = excluded.tags, deleted = excluded.deleted, version = excluded.version, writes = excluded.writes,
          settled = excluded.settled, changed_at = excluded.changed_at, external_id = excluded.external_id,
          time_zone = excluded.time_zone, recording_days = excluded.recording_days, brand = excluded.brand
        WHERE portal_customers.writes <= excluded.writes
        """;

    private const string UpsertItem = """
        INSERT INTO portal_customer_items (customer, kind, id, created_at, sort_at, operation, ordinal, amount_micro, currency, status, search, version, body)
        VALUES (@customer, @kind, @id, @createdAt, @sortAt, @operation, @ordinal, @amount, @currency, @status, @search, @version, @body)
        ON CONFLICT (customer, kind, id) DO UPDATE SET sort_at = excluded.sort_at, amount_micro = excluded.amount_micro,
          currency = excluded.currency, status = excluded.status, search = excluded.search, version = excluded.version, body = excluded.body
        """;

    // Settled at a write, not at a version: the steps of a move write without a new version.
    public Subject Subject { get; } =
        new("customer", new ReadModel("portal_customers", "id", "settled") { Beside = [("portal_customer_tags", "customer")] });

    public Task Repair(string key) => grains.GetGrain<ICustomerGrain>(key).Repair();

    public async Task Rows(string key, CustomerState state, CustomerState? before)
    {
        await rows.Write(state, (connection, transaction) => Rows(connection, transaction, key, state));
        await rows.Show(CustomerBrands.OfCustomer, new { id = key });
        // The rest is written: these wait for a member of the fleet that knows them.
        if (Array.Exists(state.Items, item => UnknownNames.IsUnknown(item.Kind)))
            throw new NotSupportedException("A row of this customer is of a kind that only a newer release knows.");
    }

    private static async Task Rows(DbConnection connection, DbTransaction transaction, string id, CustomerState state)
    {
        // An activation that was replaced has nothing to say any more.
        if (await connection.ExecuteAsync(Upsert, Line(id, state), transaction) == 0)
            return;
        await CustomerTags.Write(connection, transaction, id, state.Lives ? state.Settings!.Tags : []);
        if (state is { Deleted: true, Removal: null })
            await connection.ExecuteAsync("DELETE FROM portal_customer_items WHERE customer = @id", new { id }, transaction);
        else
            await Items(connection, transaction, id, Array.FindAll(state.Items, item => !UnknownNames.IsUnknown(item.Kind)));
    }

    private static object Line(string id, CustomerState state)
    {
        var settings = state.Settings!;
        return new
        {
            Id = id,
            Kind = UnknownNames.Of(settings.Kind),
            settings.Name,
            SortName = settings.Name.ToLowerInvariant(),
            Search = Folded.Of(
            [
                id,
                settings.Name,
                settings.ExternalAccountId,
                settings.Website,
                settings.AccountManager,
                settings.PayPalEmail,
                .. settings.Tags,
            ]),
            Status = UnknownNames.Of(settings.Status),
            settings.Currency,
            settings.Domain,
            settings.Reseller,
            Tags = PortalJson.Write(settings.Tags),
            Deleted = state.Deleted ? 1 : 0,
            state.Version,
            state.Writes,
            CreatedAt = state.CreatedAt.ToUnixTimeMilliseconds(),
            ChangedAt = state.ChangedAt.ToUnixTimeMilliseconds(),
            ExternalId = string.IsNullOrEmpty(settings.ExternalAccountId) ? null : settings.ExternalAccountId,
            TimeZone = string.IsNullOrEmpty(settings.TimeZone) ? null : settings.TimeZone,
            settings.RecordingDays,
        };
    }

    private static async Task Items(DbConnection connection, DbTransaction transaction, string id, StoredItem[] items)
    {
        foreach (var item in items)
        {
            if (item.Removed)
            {
                await connection.ExecuteAsync(
                    "DELETE FROM portal_customer_items WHERE customer = @id AND kind = @kind AND id = @item",
                    new { id, kind = StoredItem.KindName(item.Kind), item = item.Id },
                    transaction);
            }
            else
            {
                await connection.ExecuteAsync(UpsertItem, item.ToRow(id), transaction);
            }
        }
    }
}
