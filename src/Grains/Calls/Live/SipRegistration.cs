namespace Portal.Calls;

/// <summary>A device that registered as a SIP user, until it has to do so again.</summary>
internal sealed record SipRegistration(string Switch, string User, string Customer, DateTimeOffset Expires) : ILive<SipRegistration>
{
    /// <summary>The URI at which it wants to be called.</summary>
    public string? Contact { get; init; }

    /// <summary>The network address that it was seen at.</summary>
    public string? Address { get; init; }

    /// <summary>What it says that it is.</summary>
    public string? Agent { get; init; }

    public SipRegistration Of(string customer) => this with { Customer = customer };
}
