using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Certificates.Acme;

/// <summary>RFC 8555, 7.1.1, with RFC 9773's <c>renewalInfo</c>.</summary>
internal sealed record AcmeDirectory
{
    public required Uri NewNonce { get; init; }
    public required Uri NewAccount { get; init; }
    public required Uri NewOrder { get; init; }
    public Uri? RevokeCert { get; init; }
    public Uri? KeyChange { get; init; }
    public Uri? RenewalInfo { get; init; }
    public AcmeDirectoryMeta? Meta { get; init; }
}

internal sealed record AcmeDirectoryMeta
{
    public string? TermsOfService { get; init; }
    public string[]? CaaIdentities { get; init; }
    public bool ExternalAccountRequired { get; init; }
    public Dictionary<string, string>? Profiles { get; init; }
}

/// <summary>An account that requests are signed for. The key belongs to whoever made this.</summary>
internal sealed record AcmeAccount(AcmeKey Key, Uri Url);

/// <summary>States of an order (RFC 8555, 7.1.6).</summary>
internal enum AcmeOrderStatus { Pending, Ready, Processing, Valid, Invalid }

/// <summary>States of authorisations and challenges (RFC 8555, 7.1.6).</summary>
internal enum AcmeStatus { Pending, Processing, Valid, Invalid, Deactivated, Expired, Revoked }

internal sealed record AcmeOrder
{
    public required AcmeOrderStatus Status { get; init; }
    public DateTimeOffset? Expires { get; init; }
    public Uri[] Authorizations { get; init; } = [];
    public required Uri Finalize { get; init; }
    public Uri? Certificate { get; init; }
    public JsonElement? Error { get; init; }

    /// <summary>From the answer's <c>Location</c>; null when the order was asked for by its URL.</summary>
    [JsonIgnore]
    public Uri? Url { get; init; }

    /// <summary>How long to wait before asking again, if the CA said so.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }
}

internal sealed record AcmeIdentifier(string Type, string Value);

internal sealed record AcmeAuthorization
{
    public required AcmeStatus Status { get; init; }
    public required AcmeIdentifier Identifier { get; init; }
    public AcmeChallenge[] Challenges { get; init; } = [];

    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }
}

internal sealed record AcmeChallenge
{
    public required string Type { get; init; }
    public required Uri Url { get; init; }
    public required AcmeStatus Status { get; init; }

    /// <summary>Absent in kinds of challenges that are not ours.</summary>
    public string? Token { get; init; }
    public JsonElement? Error { get; init; }
}
