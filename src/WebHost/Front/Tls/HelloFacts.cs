namespace Portal.WebHost.Front;

/// <summary>What a ClientHello said.</summary>
/// <param name="ServerName">As its bytes have it: an international name in A-labels. Null: none.</param>
/// <param name="IsAcme">ALPN is exactly <c>acme-tls/1</c>.</param>
/// <param name="SpeaksTls13">It offers TLS 1.3, which then is what is spoken.</param>
internal readonly record struct HelloFacts(string? ServerName, bool IsAcme, bool SpeaksTls13);
