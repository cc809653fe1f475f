using System.Data.Common;
using Dapper;

namespace Portal.Customers;

/// <summary>
/// A customer's tags, each with what the list of customers is sorted by: those of one tag are read along its index, however many they are.
/// </summary>
internal static class CustomerTags
{
    /// <summary>Nightly: an older release writes the tag alone.</summary>
    public const string Correct =
        $"UPDATE portal_customer_tags SET kind = {Kind}, sort_name = {Name} WHERE kind <> {Kind} OR sort_name <> {Name}";

    private const string Kind = "(SELECT c.kind FROM portal_customers c WHERE c.id = portal_customer_tags.customer)";
    private const string Name = "(SELECT c.sort_name FROM portal_customers c WHERE c.id = portal_customer_tags.customer)";

    /// <summary>After the customer's line was written, in its transaction.</summary>
    public static async Task Write(DbConnection connection, DbTransaction transaction, string id, string[] tags)
    {
        await connection.ExecuteAsync("DELETE FROM portal_customer_tags WHERE customer = @id", new { id }, transaction);
        foreach (var tag in tags)
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO portal_customer_tags (tag, customer, kind, sort_name)
                SELECT @tag, c.id, c.kind, c.sort_name FROM portal_customers c WHERE c.id = @id
                """,
                new { tag, id },
                transaction);
        }
    }
}
