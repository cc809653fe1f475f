using Portal.Brands;
using Portal.Saving;

namespace Portal.Domains;

[GenerateSerializer]
public enum DomainStatus { Enabled, Disabled }

[GenerateSerializer]
public enum SignUpPolicy { Open, Approval }

/// <summary>Switches of a domain that stand or fall alone.</summary>
[GenerateSerializer]
public enum DomainFlag { RequireSecondFactor, NoCustomScriptOnPasswordPages, NoIndex, RememberMe, OwnAlerts }

/// <summary>
/// Everything that an operator says about a domain: all tabs of its form. What is null comes from the brand.
/// </summary>
[GenerateSerializer, Immutable, Alias("portal.DomainSettings")]
public sealed record DomainSettings : Kept
{
    /// <summary>The normalised host name (lower case, A-labels). Can't change once created.</summary>
    [Id(0)] public required string Host { get; init; }

    /// <summary>Id of the shared brand. Null at creation: a brand is made from <see cref="BrandName"/>.</summary>
    [Id(1)] public string? Brand { get; init; }

    [Id(2)] public string? BrandName { get; init; }
    [Id(3)] public bool CustomerSignUp { get; init; }
    [Id(4)] public bool CarrierSignUp { get; init; }
    [Id(5)] public SignUpPolicy SignUpPolicy { get; init; }
    [Id(6)] public string? TemplateCustomer { get; init; }

    /// <summary>ISO 4217 codes that a sign-up may choose from; the first is preselected.</summary>
    [Id(7)] public string[] Currencies { get; init; } = ["USD"];
    [Id(8)] public DomainFlag[] Flags { get; init; } = [];

    /// <summary>Section keys that customers of this domain see.</summary>
    [Id(9)] public string[] Access { get; init; } = [];

    /// <summary>Column keys of the Breakout report, in order.</summary>
    [Id(10)] public string[] BreakoutColumns { get; init; } = [];

    /// <summary>Column keys of the CDR report, in order.</summary>
    [Id(11)] public string[] CdrColumns { get; init; } = [];

    /// <summary>Raw JavaScript, or any mix of script elements; at most 256 KiB of UTF-8.</summary>
    [Id(12)] public string? JavaScript { get; init; }

    /// <summary>At most 256 KiB of UTF-8.</summary>
    [Id(13)] public string? Css { get; init; }

    /// <summary>Name of a public file.</summary>
    [Id(14)] public string? Logo { get; init; }
    [Id(15)] public string? Footer { get; init; }
    [Id(16)] public LookSettings Look { get; init; } = new();
    [Id(17)] public SmtpSettings? Smtp { get; init; }
    [Id(18)] public DomainStatus Status { get; init; }
    [Id(19)] public ScriptSources? ScriptSources { get; init; }

    /// <summary>By language; what stands in the fields above is in the default language.</summary>
    [Id(20)] public Dictionary<string, LocalTexts>? Texts { get; init; }

    /// <summary>Addresses of reports, by the names that customers see beside their own saved views. Null: none.</summary>
    [Id(21)] public Dictionary<string, string>? Views { get; init; }
}
