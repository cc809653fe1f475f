namespace Portal.Domains;

/// <summary>Knows which customers a sign-up can be made like.</summary>
internal interface ITemplateCustomers
{
    Task<bool> Exists(string id, CancellationToken cancellation);

    /// <summary>Whether it exists and belongs to one of these brands.</summary>
    Task<bool> Belongs(string id, IReadOnlyCollection<string> brands, CancellationToken cancellation);
}
