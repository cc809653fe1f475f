namespace Portal.Views;

/// <summary>
/// The columns that contacts chose for lists, in their order: kept until they choose others. Each place of a person has its own.
/// </summary>
internal interface IChosenColumns
{
    /// <returns>Keys with commas; null: nothing was chosen.</returns>
    Task<string?> Of(string contact, string section, CancellationToken cancellation);

    /// <param name="columns">Null: those that everybody sees.</param>
    Task Keep(string contact, string section, string? columns, CancellationToken cancellation);
}
