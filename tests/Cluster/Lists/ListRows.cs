using System.Globalization;
using Dapper;
using Portal.ApiKeys;
using Portal.Audit;
using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.Files;
using Portal.Lists;
using Portal.Mail;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Lists;

/// <summary>Rows of all lists, many of them alike: what is sorted by has few values.</summary>
internal static class ListRows
{
    public const int Count = 60;

    public static readonly (ListPlan Plan, object? Scope)[] Plans =
    [
        (DomainList.Plan, null),
        (CustomerList.Plan, new { Kind = "customer" }),
        (BrandList.Plan, null),
        (AuditList.Plan, null),
        (MailList.Plan, null),
        (FileList.Plan, null),
        (ApiKeyList.Plan, null),
    ];

    public static async Task Fill(ClusterFixture cluster)
    {
        var rows = Enumerable.Range(0, Count).Select(i => new
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"r{i:00}"),
            Host = string.Create(CultureInfo.InvariantCulture, $"r{i:00}.acme.example"),
            Brand = "b" + (i % 3),
            Name = i % 10 == 0 ? "Łódź" : "Customer " + (i % 7),
            SortName = i % 10 == 0 ? "łódź" : "customer " + (i % 7),
            Search = (i % 10 == 0 ? "lodz" : "customer " + (i % 7)) + string.Create(CultureInfo.InvariantCulture, $"\nr{i:00}"),
            DomainStatus = i % 4 == 0 ? "disabled" : "enabled",
            Certificate = (string[])["issued", "none", "waitingForDns"] is var states ? states[i % 3] : "",
            End = i % 3 == 0 ? i % 5 * 1_000_000_000L : (long?)null,
            Status = i % 5 == 0 ? "penalty" : "active",
            Currency = i % 2 == 0 ? "USD" : "EUR",
            Domain = i % 6 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"r{i % 6:00}.acme.example"),
            Reseller = i % 6 == 0 ? "b" + (i % 3) : null,
            Tag = "t" + (i % 2),
            Time = i % 8 * 1_000_000L,
            Kind = i == 59 ? "carrier" : "customer",
            Email = string.Create(CultureInfo.InvariantCulture, $"noel.{i}@post.example"),
            Phone = string.Create(CultureInfo.InvariantCulture, $"4930{i:00}5678"),
        }).ToArray();
        await using var connection = await cluster.Database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var brand in rows.Select(row => row.Brand).Distinct(StringComparer.Ordinal))
        {
            await connection.ExecuteAsync(
                "INSERT INTO portal_brands (id, name, search, deleted, version, changed_at) VALUES (@brand, @brand, @search, 0, 1, 0)",
                new { brand, search = $"{brand}\nname of {brand}" }, transaction);
        }

        await connection.ExecuteAsync("""
            INSERT INTO portal_domains (host, display, brand, status, deleted, version, settled, changed_at, search, certificate_state,
              certificate_end)
            VALUES (@Host, @Host, @Brand, @DomainStatus, 0, 1, 1, @Time, @Host, @Certificate, @End)
            """, rows, transaction);
        await connection.ExecuteAsync("""
            INSERT INTO portal_customers (id, kind, name, sort_name, search, status, currency, domain, reseller, tags, deleted, version,
              writes, settled, created_at, changed_at, brand)
            VALUES (@Id, @Kind, @Name, @SortName, @Search, @Status, @Currency, @Domain, @Reseller, '[]', 0, 1, 1, 1, @Time, @Time, @Brand)
            """, rows, transaction);
        await connection.ExecuteAsync(
            "INSERT INTO portal_customer_tags (tag, customer, kind, sort_name) VALUES (@Tag, @Id, @Kind, @SortName)", rows, transaction);
        await connection.ExecuteAsync("""
            INSERT INTO portal_contacts (id, customer, person, name, sort_name, email, role, status, has_password, has_factor, version,
              search, phones)
            VALUES (@Id, @Id, @Id, @Name, @SortName, @Email, 'all', 'active', 1, 0, 1, @Email, @Phone)
            """, rows, transaction);
        await connection.ExecuteAsync("""
            INSERT INTO portal_audit (id, time, who_kind, who_id, who_name, action, target)
            VALUES (@Id, @Time, 'operator', @Brand, @Name, @Tag, @Host)
            """, rows, transaction);
        await connection.ExecuteAsync("""
            INSERT INTO portal_mail (box, id, seq, brand, kind, address, recipient, parts, state, attempts, unreached, created_at,
              useful_until, give_up_at, shard)
            VALUES (@Host, @Id, 1, @Brand, 'Welcome', @Email, @Email, '', 'sent', 1, 0, @Time, 0, 0, 0)
            """, rows, transaction);
        await connection.ExecuteAsync("""
            INSERT INTO portal_files (name, file, type, width, height, bytes, hash, deleted, version, changed_at)
            VALUES (@Id, @Id, 'image/png', 1, 1, @Time, '', 0, 1, @Time)
            """, rows, transaction);
        await connection.ExecuteAsync("""
            INSERT INTO portal_api_keys (id, name, prefix, hash, scopes, role, brands, custom_script, created_at, operation)
            VALUES (@Id, @Name, @Id, @Id, '[]', 'Owner', '[]', 0, @Time, @Id)
            """, rows, transaction);
        await transaction.CommitAsync();
    }
}

/// <summary>A row by its name alone.</summary>
internal sealed class NamedRow : ListRow
{
    public required string Id { get; init; }
}
