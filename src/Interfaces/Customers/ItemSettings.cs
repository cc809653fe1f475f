using System.Text.Json.Serialization;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>What hangs on a customer as rows.</summary>
[GenerateSerializer]
public enum ItemKind { Payment, Route, Package, Alert, Contract }

/// <summary>One row that hangs on a customer, as somebody set it.</summary>
[GenerateSerializer, Immutable, Alias("portal.ItemSettings")]
public abstract record ItemSettings : Kept
{
    public abstract ItemKind Kind { get; }
}

[GenerateSerializer]
public enum PaymentStatus { Pending, Completed, Cancelled }

/// <summary>Money that came in (positive) or was given back (negative).</summary>
[GenerateSerializer, Immutable, Alias("portal.Payment")]
public sealed record Payment : ItemSettings
{
    public override ItemKind Kind => ItemKind.Payment;

    /// <summary>Null: now.</summary>
    [Id(0)] public DateTimeOffset? Time { get; init; }

    /// <summary>At most six digits after the point.</summary>
    [Id(1)] public required decimal Total { get; init; }

    /// <summary>ISO 4217; the customer's, or one of its top-up currencies.</summary>
    [Id(2)] public required string Currency { get; init; }
    [Id(3)] public PaymentStatus Status { get; init; } = PaymentStatus.Completed;

    /// <summary>What stands after a <c>#</c> is for staff alone.</summary>
    [Id(4)] public string? Description { get; init; }
    [Id(5)] public decimal? Fee { get; init; }

    /// <summary>In words: bank transfer, voucher, …</summary>
    [Id(6)] public string? Method { get; init; }

    [JsonIgnore]
    public Money Money => new(Total, Currency);

    /// <summary>The description as the customer reads it.</summary>
    [JsonIgnore]
    public string? PublicDescription => Description?.Split('#', 2)[0].Trim() is { Length: > 0 } text ? text : null;
}

[GenerateSerializer]
public enum SipPing { Off, Both, Downstream, Upstream }

/// <summary>A way that a customer's calls go.</summary>
[GenerateSerializer, Immutable, Alias("portal.CustomerRoute")]
public sealed record CustomerRoute : ItemSettings
{
    public override ItemKind Kind => ItemKind.Route;
    [Id(0)] public required string Name { get; init; }
    [Id(1)] public string? Prefix { get; init; }
    [Id(2)] public string? RateCard { get; init; }
    [Id(3)] public string? TechPrefix { get; init; }
    [Id(4)] public int? Channels { get; init; }
    [Id(5)] public int? Cps { get; init; }

    /// <summary>In seconds.</summary>
    [Id(6)] public int? MaxDuration { get; init; }
    [Id(7)] public SipPing SipPing { get; init; }
    [Id(8)] public bool Enabled { get; init; } = true;

    /// <summary>The operator's, for the customer to read.</summary>
    [Id(9)] public string? Notes { get; init; }

    /// <summary>The customer's own.</summary>
    [Id(10)] public string? RouteNotes { get; init; }
}

[GenerateSerializer]
public enum PackageFrequency { Once, Daily, Weekly, Monthly }

/// <summary>Something that is charged for again and again, or once.</summary>
[GenerateSerializer, Immutable, Alias("portal.CustomerPackage")]
public sealed record CustomerPackage : ItemSettings
{
    public override ItemKind Kind => ItemKind.Package;
    [Id(0)] public required string Name { get; init; }

    /// <summary>The price; null: left open.</summary>
    [Id(1)] public decimal? Retail { get; init; }
    [Id(2)] public string? Currency { get; init; }
    [Id(3)] public PackageFrequency Frequency { get; init; } = PackageFrequency.Monthly;
    [Id(4)] public int Quantity { get; init; } = 1;
    [Id(5)] public DateOnly? Start { get; init; }
    [Id(6)] public DateOnly? End { get; init; }
    [Id(7)] public bool AutoDecrement { get; init; }
    [Id(8)] public string? Description { get; init; }

    /// <summary>Charged once, at the start.</summary>
    [Id(9)] public decimal? OneTimeCharge { get; init; }
}

[GenerateSerializer]
public enum AlertArea { Balance, Asr, Acd, Pdd, Channels, Cps, ConsecutiveFailures }

[GenerateSerializer]
public enum AlertOperator { Lt, Gt, Eq }

/// <summary>Something to be told of.</summary>
[GenerateSerializer, Immutable, Alias("portal.CustomerAlert")]
public sealed record CustomerAlert : ItemSettings
{
    public override ItemKind Kind => ItemKind.Alert;
    [Id(0)] public required string Title { get; init; }
    [Id(1)] public AlertArea Area { get; init; }
    [Id(2)] public AlertOperator Operator { get; init; }
    [Id(3)] public decimal Threshold { get; init; }

    /// <summary>It can fire again once the value was on the other side of this one.</summary>
    [Id(4)] public decimal? ResetThreshold { get; init; }

    /// <summary>In minutes.</summary>
    [Id(5)] public int? SamplePeriod { get; init; }

    /// <summary>In minutes; null: once until reset.</summary>
    [Id(6)] public int? Repeat { get; init; }

    /// <summary>In words: notice, warning, critical.</summary>
    [Id(7)] public string? Level { get; init; }

    /// <summary>Who is told: several with commas between them.</summary>
    [Id(8)] public string? Email { get; init; }

    /// <summary>Whether firing puts the customer into the status penalty.</summary>
    [Id(9)] public bool Penalty { get; init; }

    /// <summary>For how long; null: until it is over.</summary>
    [Id(10)] public int? PenaltyMinutes { get; init; }

    /// <summary>
    /// What is compared is by how many percent the value is away from its own of the last four weeks at this weekday and hour.
    /// </summary>
    [Id(11)] public bool Anomaly { get; init; }

    /// <summary>Read only: the id of the contact that made it; null: staff did.</summary>
    [Id(12)] public string? MadeBy { get; init; }

    /// <summary>Of fewer calls than these a share or an average says nothing; null: 20.</summary>
    [Id(13)] public int? MinimumCalls { get; init; }

    /// <summary>The addresses of <see cref="Email"/>, each once.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Addresses =>
        [.. (Email ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
}

/// <summary>A text that the customer agrees to.</summary>
[GenerateSerializer, Immutable, Alias("portal.CustomerContract")]
public sealed record CustomerContract : ItemSettings
{
    public override ItemKind Kind => ItemKind.Contract;
    [Id(0)] public required string Name { get; init; }
    [Id(1)] public string? Text { get; init; }
    [Id(2)] public bool Required { get; init; }

    /// <summary>Until then a required one may wait; null: it may wait for ever.</summary>
    [Id(3)] public DateTimeOffset? GraceUntil { get; init; }

    /// <summary>Read only: set by approving.</summary>
    [Id(4)] public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>Read only: the name that the approver typed.</summary>
    [Id(5)] public string? ApprovedBy { get; init; }
}

/// <summary>One row with its id.</summary>
/// <param name="Version">Rises with each change of the row; its ETag.</param>
[GenerateSerializer, Immutable, Alias("portal.ItemView")]
public sealed record ItemView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Customer,
    [property: Id(2)] ItemSettings Settings,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] long Version = 0);

/// <summary>A customer as a sign-up copies it: document and rows of one moment.</summary>
[GenerateSerializer, Immutable, Alias("portal.TemplateSnapshot")]
public sealed record TemplateSnapshot(
    [property: Id(0)] CustomerSettings Settings,
    [property: Id(1)] ItemView[] Items,
    [property: Id(2)] DateTimeOffset TakenAt);
