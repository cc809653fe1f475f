namespace Portal.Domains;

/// <summary>Knows which customers a sign-up can be made like.</summary>
internal interface ITemplateCustomers
{
    Task<bool> Exists(string id, CancellationToken cancellation);
}

/// <summary>While no customers are kept here, none can be a template: each id is refused rather than believed.</summary>
internal sealed class NoTemplateCustomers : ITemplateCustomers
{
    public Task<bool> Exists(string id, CancellationToken cancellation) => Task.FromResult(false);
}
