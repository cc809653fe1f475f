using System.Text.Json.Serialization;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>Which side of the trade somebody is on. Fixed when it is made.</summary>
[GenerateSerializer]
public enum CustomerKind
{
    /// <summary>Buys from the operator. Id: <c>c_…</c>.</summary>
    Customer,

    /// <summary>Sells to the operator: a customer's document without money and calls. Id: <c>cr_…</c>.</summary>
    Carrier,
}

[GenerateSerializer]
public enum CustomerStatus { Active, Inactive, Penalty, PendingApproval }

[GenerateSerializer]
public enum InvoiceSchedule { Daily, Weekly, Monthly }

/// <summary>What an operator says about a customer or a carrier: all tabs of its form.</summary>
[GenerateSerializer, Immutable, Alias("portal.CustomerSettings")]
public sealed record CustomerSettings : Kept
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public CustomerKind Kind { get; init; }
    [Id(2)] public required string Name { get; init; }

    /// <summary>The operator's own word: wholesale, call centre, …</summary>
    [Id(3)] public string? Type { get; init; }
    [Id(4)] public CustomerStatus Status { get; init; }

    /// <summary>ISO 4217. Empty for carriers.</summary>
    [Id(5)] public string Currency { get; init; } = "";

    /// <summary>Calls at a time; null: no limit.</summary>
    [Id(6)] public int? Channels { get; init; }

    /// <summary>Calls started each second; null: no limit.</summary>
    [Id(7)] public int? Cps { get; init; }

    /// <summary>How far below zero the balance may go, in <see cref="Currency"/>; not negative.</summary>
    [Id(8)] public decimal DebitLimit { get; init; }
    [Id(9)] public decimal? MinimumPayment { get; init; }

    /// <summary>ISO 4217 codes that may be paid in beside <see cref="Currency"/>.</summary>
    [Id(10)] public string[] TopUpCurrencies { get; init; } = [];

    /// <summary>Percent added on invoices; null: none.</summary>
    [Id(11)] public decimal? Tax { get; init; }

    /// <summary>The one domain that its people sign in on; null: any whose brand no reseller holds.</summary>
    [Id(12)] public string? Domain { get; init; }

    /// <summary>Section keys beside those of the domain.</summary>
    [Id(13)] public string[] AccessShow { get; init; } = [];

    /// <summary>Section keys that are taken away, whoever shows them.</summary>
    [Id(14)] public string[] AccessHide { get; init; } = [];
    [Id(15)] public string? Website { get; init; }
    [Id(16)] public string? PayPalEmail { get; init; }
    [Id(17)] public string[] Tags { get; init; } = [];

    /// <summary>The operator's own names and values.</summary>
    [Id(18)] public Dictionary<string, string> Variables { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Id of the brand whose reseller looks after it; null: the operator, or by its domain's brand.</summary>
    [Id(19)] public string? Reseller { get; init; }
    [Id(20)] public string? AccountManager { get; init; }
    [Id(21)] public InvoiceSchedule? InvoiceSchedule { get; init; }

    /// <summary>Days from an invoice's date until it is due.</summary>
    [Id(22)] public int? DueDays { get; init; }
    [Id(23)] public string? InvoiceTemplate { get; init; }
    [Id(24)] public string? ExternalAccountId { get; init; }

    /// <summary>Days that recordings are kept.</summary>
    [Id(25)] public int? RecordingDays { get; init; }

    /// <summary>IANA name; the zone that it is billed in. Null: UTC.</summary>
    [Id(26)] public string? TimeZone { get; init; }
    [Id(27)] public AddressSettings Address { get; init; } = new();

    /// <summary>What staff checked of it (papers, calls back), in words.</summary>
    [Id(28)] public string? Verification { get; init; }

    /// <summary>The customer reads it on its profile.</summary>
    [Id(29)] public string? PublicNotes { get; init; }

    /// <summary>Staff alone read it.</summary>
    [Id(30)] public string? PrivateNotes { get; init; }

    /// <summary>
    /// Its people see sums of calls and no single one, as a subscriber may ask (Directive 2002/58/EC, article 7). Staff see all.
    /// </summary>
    [Id(31)] public bool NonItemised { get; init; }

    [JsonIgnore]
    public bool IsCarrier => Kind == CustomerKind.Carrier;
}

[GenerateSerializer, Immutable, Alias("portal.AddressSettings")]
public sealed record AddressSettings : Kept
{
    [Id(0)] public string? Line1 { get; init; }
    [Id(1)] public string? Line2 { get; init; }
    [Id(2)] public string? City { get; init; }
    [Id(3)] public string? Region { get; init; }
    [Id(4)] public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    [Id(5)] public string? Country { get; init; }
}
