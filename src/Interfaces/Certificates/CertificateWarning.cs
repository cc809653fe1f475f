using Portal.Saving;

namespace Portal.Certificates;

/// <summary>What is doubtful about an uploaded certificate. Names of the API's JSON.</summary>
[GenerateSerializer]
public enum CertificateDoubt
{
    /// <summary>Certificates between it and a root that visitors know are missing.</summary>
    ChainIncomplete,

    /// <summary>It vouches for itself.</summary>
    SelfSigned,
}

/// <summary>A doubt about a certificate that is taken all the same.</summary>
/// <param name="Text">A sentence or two for a person: what visitors meet, what to do.</param>
[GenerateSerializer, Immutable, Alias("portal.CertificateWarning")]
public sealed record CertificateWarning([property: Id(0)] CertificateDoubt Code, [property: Id(1)] string Text) : Kept;
