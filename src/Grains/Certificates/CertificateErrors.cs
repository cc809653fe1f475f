using Portal.Certificates.Acme;
using Portal.Dns;

namespace Portal.Certificates;

/// <summary>An order failed: what a person reads, and what the CA said.</summary>
/// <param name="Reason">A sentence or two: what is wrong, what to do.</param>
/// <param name="Problem">The CA's document.</param>
/// <param name="ByDns">It can succeed as soon as the host's DNS is right.</param>
/// <param name="Keep">The order stands: go on with it at the next attempt.</param>
/// <param name="Authority">The CA's address; null: none was asked.</param>
internal sealed record OrderFailure(
    string Reason,
    string? Problem = null,
    TimeSpan? RetryAfter = null,
    bool ByDns = false,
    bool Keep = false,
    CertificateFailureKind Kind = CertificateFailureKind.Other,
    string? Authority = null);

/// <summary>Carries an <see cref="OrderFailure"/> out of an order's steps.</summary>
internal sealed class OrderFailedException(OrderFailure failure) : Exception(failure.Reason)
{
    public OrderFailure Failure { get; } = failure;
}

/// <summary>The sentences of what can go wrong with an order.</summary>
internal static class CertificateErrors
{
    /// <param name="authority">The CA's address.</param>
    public static OrderFailure Silent(string authority, AcmeUnreachableException silence) => silence.IsSlow
        ? new(
            $"The certificate authority at {authority} is slow. {silence.Message} "
            + "It is tried again automatically; you don't need to do anything unless this persists.",
            Keep: true, Kind: CertificateFailureKind.Slow, Authority: authority)
        : new(
            $"The certificate authority at {authority} can't be reached. {silence.Message} "
            + "It is tried again automatically; check the network path to it if this persists.",
            Keep: true, Kind: CertificateFailureKind.Unreachable, Authority: authority);

    public static OrderFailure DnsLeft(DnsView seen) =>
        new($"DNS does not point here now, so the certificate can't be renewed. {seen.Advice}".TrimEnd(), ByDns: true);

    public static OrderFailure NoChallenge(string type, IEnumerable<string> offered) =>
        new(
            $"The certificate authority does not offer the challenge {type} (it offers {string.Join(", ", offered)}). "
            + "Set Portal:Acme:Challenge to one that it offers.",
            Kind: CertificateFailureKind.Refuses);

    public static OrderFailure WrongCertificate() =>
        new("The certificate authority sent a certificate that does not match the order. A new order is placed.");

    public static OrderFailure Unfinished(string status) =>
        new(
            $"The certificate authority is slow: it has not finished the order in time (it says: {status}). The order is checked again.",
            Keep: true,
            Kind: CertificateFailureKind.Slow);

    public static OrderFailure SameSetLimit(string host, AcmeLimits limits, DateTimeOffset free, DateTimeOffset now) =>
        new(
            $"{limits.SameSet} certificates were issued for {host} within {InWords(limits.SameSetPeriod)}, "
            + "the most that the certificate authority allows for one name. "
            + $"It was not asked for another; the next one can be ordered from {CertificateTimes.Moment(free)} on.",
            RetryAfter: free - now);

    /// <param name="type">The challenge that was used.</param>
    public static OrderFailure Refused(string host, string type, AcmeProblem problem, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var said = problem.Detail.Length > 0 ? $" It says: “{problem.Detail}”" : "";
        var port = type == "http-01" ? 80 : 443;
        var kind = Kind(problem);
        var (reason, byDns) = kind switch
        {
            "dns" => ($"The certificate authority could not look up {host}. Check the CNAME record at all of its name servers.", true),
            "connection" => (
                $"The certificate authority could not connect to {host} on port {port}. "
                    + "Check that DNS points here and that no firewall is in between.",
                true),
            "unauthorized" or "incorrectResponse" => (
                $"Something else answered the certificate authority at {host}. "
                    + "Check that DNS points here for everybody, with no other A or AAAA record and no proxy in front of it.",
                true),
            "tls" => (
                $"The certificate authority's handshake with {host} on port {port} failed. "
                    + "Check that no proxy terminates TLS before it reaches us.",
                true),
            "caa" => ($"A CAA record forbids the certificate authority from issuing for {host}. Change the record, or remove it.", true),
            "rateLimited" => ($"The certificate authority's rate limit has been reached.{Until(retryAfter, now)}", false),
            "rejectedIdentifier" => (
                $"The certificate authority does not issue for {host}. Ask it why, upload a certificate of your own, or use another name.",
                false),
            "unsupportedIdentifier" => ($"The certificate authority does not issue for names such as {host}.", false),
            "externalAccountRequired" => (
                "The certificate authority accepts only known customers. "
                    + "Set Portal:Acme:ExternalAccount:KeyId and HmacKey to what it gave you.",
                false),
            "invalidContact" or "unsupportedContact" =>
                ("The certificate authority does not accept the address in Portal:Acme:Email.", false),
            "userActionRequired" =>
                ("The certificate authority requires its terms to be agreed to again. Follow the link in its message.", false),
            "invalidProfile" => ("The certificate authority does not know the profile in Portal:Acme:Profile.", false),
            "serverInternal" => ("The certificate authority has an internal error. It is tried again.", false),
            _ => ("The certificate authority refused.", false),
        };
        var forbids = kind is "caa" or "rejectedIdentifier" or "unsupportedIdentifier";
        return new OrderFailure(
            reason + said,
            problem.Document,
            retryAfter,
            byDns,
            Kind: forbids ? CertificateFailureKind.Forbids : CertificateFailureKind.Refuses);
    }

    private static string InWords(TimeSpan period) =>
        period.TotalDays >= 2 ? $"{period.TotalDays:0.#} days" : $"{period.TotalHours:0.#} hours";

    // Several names were refused: the first subproblem that we have words for says more than "compound".
    private static string Kind(AcmeProblem problem) =>
        problem.Type is "compound" or "malformed" && problem.Subproblems.Length > 0 ? problem.Subproblems[0].Type : problem.Type;

    private static string Until(TimeSpan? retryAfter, DateTimeOffset now) => retryAfter is { } wait
        ? $" It accepts orders again from {CertificateTimes.Moment(now + wait)} on."
        : " It is tried again later.";
}
