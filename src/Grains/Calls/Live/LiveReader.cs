using System.Globalization;
using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>Reads what is there, as far as it still counts.</summary>
internal sealed class LiveReader<T>(LiveTable<T> table, PortalDatabase database, TimeProvider clock)
{
    // Those of the operator, and of many resellers.
    private const int MostSwitchesRead = 2000;
    private const string Joined = "s.kind = @Kind AND s.switch = t.switch AND s.told_by = t.told_by";

    // Of an id as LiveSource writes it: a cursor begins with one.
    private const int IdLength = 22;

    public async Task<Page<T>> Page(LiveQuery query, CancellationToken cancellation)
    {
        var (where, values) = Where(query);
        if (!string.IsNullOrEmpty(query.Cursor))
        {
            if (query.Cursor.Length < IdLength || table.ReadOrder(query.Cursor[IdLength..]) is not { } order)
                return new Page<T>([], null) { Problems = [new("cursor", "This is no cursor of this list. Begin without one.")] };
            where += $" AND (t.{table.Order}, t.id) {(table.Descends ? '<' : '>')} (@order, @id)";
            values.Add("order", order);
            values.Add("id", query.Cursor[..IdLength]);
        }

        var direction = table.Descends ? " DESC" : "";
        values.Add("limit", query.Limit + 1);
        var items = new List<T>(query.Limit);
        var next = "";
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            $"""
            SELECT t.id, t.switch, t.{table.Order}, {string.Join(", ", table.Columns.Select(column => "t." + column))}
            FROM {table.Name} t JOIN portal_live_switches s ON {Joined} WHERE {where}
            ORDER BY t.{table.Order}{direction}, t.id{direction} LIMIT @limit
            """,
            values,
            cancellationToken: cancellation));
        while (await reader.ReadAsync(cancellation))
        {
            if (items.Count == query.Limit)
                return new Page<T>(items, next);
            items.Add(table.Read(reader.GetString(1), reader.Values(from: 3)));
            next = string.Create(CultureInfo.InvariantCulture, $"{reader.GetString(0)}{reader.GetValue(2)}");
        }

        return new Page<T>(items, null);
    }

    public async Task<IReadOnlyList<LiveSwitch>> Switches(LiveQuery query, CancellationToken cancellation)
    {
        var (where, values) = Where(query);
        values.Add("most", MostSwitchesRead);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<(string Switch, string ToldBy, long HeardAt, long Count)>(new CommandDefinition(
            $"""
            SELECT s.switch, s.told_by, s.heard_at, (SELECT COUNT(*) FROM {table.Name} t WHERE {Joined} AND {where}) AS count
            FROM portal_live_switches s WHERE s.kind = @Kind{(query.Switch is null ? "" : " AND s.switch = @Switch")}
            ORDER BY s.switch, s.told_by LIMIT @most
            """,
            values,
            cancellationToken: cancellation));
        var stale = clock.GetUtcNow() - table.Stale;
        return
        [
            .. from one in found
               let heard = DateTimeOffset.FromUnixTimeMilliseconds(one.HeardAt)
               select new LiveSwitch(one.Switch, one.ToldBy, heard, heard < stale, one.Count),
        ];
    }

    private (string Sql, DynamicParameters Values) Where(LiveQuery query)
    {
        var now = clock.GetUtcNow();
        var values = new DynamicParameters();
        values.Add("Kind", table.Kind);
        values.Add("now", now.ToUnixTimeMilliseconds());
        values.Add("gone", (now - table.Gone).ToUnixTimeMilliseconds());
        var all = new List<string> { "s.heard_at >= @gone" };
        if (table.Also is { } also)
            all.Add(also);
        Add("t.customer = @Customer", "Customer", query.Customer);
        Add("t.switch = @Switch", "Switch", query.Switch);
        if (query.Brands is { } brands)
            Add(CallBrands.Only("t.customer"), "Brands", new SqlList(brands));
        return (string.Join(" AND ", all), values);

        void Add(string sql, string name, object? value)
        {
            if (value is null)
                return;
            all.Add(sql);
            values.Add(name, value);
        }
    }
}
