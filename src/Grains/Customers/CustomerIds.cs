using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Customers;

/// <summary>
/// Ids of customers and of what hangs on them, made from the operation that brings them: the same operation, the same id,
/// so nothing comes twice however often it is repeated.
/// </summary>
internal static class CustomerIds
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 26;

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");

    public static string For(CustomerKind kind, string operation) =>
        Prefix(kind) + Digest($"{kind}/{operation}");

    public static string ForItem(string customer, ItemKind kind, string operation, int ordinal) =>
        Prefix(kind) + Digest($"{customer}/{kind}/{ordinal}/{operation}");

    /// <summary>Whether this can be the id of one of this kind: no grain and no row is asked about another.</summary>
    public static bool Is(CustomerKind kind, string? id) => id is not null && Fits(id, Prefix(kind));

    public static bool Is(ItemKind kind, string? id) => id is not null && Fits(id, Prefix(kind));

    private static string Prefix(CustomerKind kind) => kind switch
    {
        CustomerKind.Customer => "c_",
        CustomerKind.Carrier => "cr_",
    };

    private static string Prefix(ItemKind kind) => ItemKinds.Of(kind).IdPrefix;

    private static bool Fits(string id, string prefix) =>
        id.Length > prefix.Length && id.Length <= 64 && id.StartsWith(prefix, StringComparison.Ordinal)
        && id.AsSpan(prefix.Length).IndexOfAnyExcept(Allowed) < 0;

    private static string Digest(string text) => string.Create(Length, SHA256.HashData(Encoding.UTF8.GetBytes(text)), static (id, hash) =>
    {
        for (var i = 0; i < id.Length; i++)
            id[i] = Digits[hash[i] & 31];
    });
}
