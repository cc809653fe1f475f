namespace Portal.Calls;

/// <summary>Whose word a set is: what another said of the same switch stays as it is.</summary>
/// <param name="ToldBy">Empty for the operator, else a reseller's brands.</param>
internal sealed record LiveSource(string Switch, string ToldBy)
{
    private const int LongestTeller = 100;

    /// <summary>Texts with a byte between them that none of them has.</summary>
    public string IdOf(string key) => CallKey.Of(Switch + '\0' + ToldBy, key).ToString();

    /// <param name="brands">Null: all.</param>
    public static LiveSource Of(string name, IReadOnlyList<string>? brands) => new(name, Teller(brands));

    /// <summary>Short enough for an index, however many brands a reseller has.</summary>
    public static string Teller(IReadOnlyList<string>? brands)
    {
        var all = brands is null ? "" : string.Join(',', brands.Order(StringComparer.Ordinal));
        return all.Length <= LongestTeller ? all : CallKey.Of("brands", all).ToString();
    }
}
