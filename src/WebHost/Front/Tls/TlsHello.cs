namespace Portal.WebHost.Front;

/// <summary>
/// On a connection whose first bytes were looked at, and on its requests: what they said, and how the handshake went on.
/// The bytes are the truth: the framework hands an international server name over decoded, which is no host of ours.
/// </summary>
internal sealed class TlsHello(HelloFacts facts)
{
    /// <summary>As its bytes have it; null: none was sent.</summary>
    public string? ServerName => facts.ServerName;

    /// <summary>A CA's validation (RFC 8737): nothing is served after it.</summary>
    public bool IsValidation => facts.IsAcme;

    public bool SpeaksTls13 => facts.SpeaksTls13;

    /// <summary>The name that was asked for, once it is known to be somebody's here.</summary>
    public string? Host { get; set; }

    /// <summary>Why we ended the handshake of <see cref="Host"/>; null: we did not.</summary>
    public string? Refusal { get; set; }

    /// <summary>The handshake came to its end.</summary>
    public bool IsDone { get; set; }
}
