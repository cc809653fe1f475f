namespace Portal.Customers;

/// <summary>What the table keeps beside a row's body, so that SQL can sort and sum.</summary>
/// <param name="Time">Where it stands among others; null: where it was made.</param>
/// <param name="Amount">What is summed.</param>
internal sealed record ItemColumns(DateTimeOffset? Time, Money? Amount, string? Status)
{
    public static readonly ItemColumns None = new(null, null, null);
}
