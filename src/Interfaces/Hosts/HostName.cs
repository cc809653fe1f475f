using System.Diagnostics.CodeAnalysis;

namespace Portal.Hosts;

/// <summary>
/// A host name in the one form that keys, caches and comparisons use: lower case, IDNA A-labels, no trailing dot, no port.
/// There are two ways in, and no third: what somebody writes (<see cref="TryParse"/>) must be a name that a CNAME record
/// can stand at; what a browser sends (<see cref="TryFromHeader(string?, out HostName)"/>) may also be a control host's
/// single label or address.
/// </summary>
/// <remarks>Compare by <c>==</c>: ordinal. International names follow UTS 46, nontransitional, as browsers do: <c>ß</c> stays.</remarks>
[GenerateSerializer, Immutable, Alias("portal.HostName")]
public readonly record struct HostName
{
    /// <summary>Octets of a name in text, without the last dot (RFC 1035, 2.3.4).</summary>
    public const int MaxLength = 253;

    private HostName(string value) => Value = value;

    [Id(0)] public string Value { get; }

    /// <summary>As people read it: U-labels (<c>bücher.example</c>). For pages only, never for comparing.</summary>
    public string Display => Value is null ? "" : InternationalLabel.DisplayHost(Value);

    /// <summary>A tenant's host, as somebody wrote it in a form, a file or the API.</summary>
    /// <param name="input">What they wrote; anything at all.</param>
    /// <param name="host">The name in its one form.</param>
    /// <param name="reason">Why it is refused: a sentence for a person that says what to write instead. Empty when it is not.</param>
    public static bool TryParse([NotNullWhen(true)] string? input, out HostName host, out string reason)
    {
        reason = HostInput.Read(input, allowControlNames: false, out var value);
        host = reason.Length == 0 ? new(value) : default;
        return reason.Length == 0;
    }

    /// <summary>
    /// The same for a name that the control panel or the platform answers at: it may be one label (<c>localhost</c>) or an IP
    /// address.
    /// </summary>
    public static bool TryParseControl([NotNullWhen(true)] string? input, out HostName host, out string reason)
    {
        reason = HostInput.Read(input, allowControlNames: true, out var value);
        host = reason.Length == 0 ? new(value) : default;
        return reason.Length == 0;
    }

    /// <summary>
    /// The host of a <c>Host</c> header or an SNI: drops the port and the trailing dot, lowers the case. Names, single
    /// labels and addresses (IPv6 in brackets, kept without them) pass; whether anybody lives there is another question.
    /// </summary>
    /// <returns>False for what can't be a host: 400. Never throws.</returns>
    public static bool TryFromHeader([NotNullWhen(true)] string? header, out HostName host) =>
        FromHeader(header, header, out host);

    /// <inheritdoc cref="TryFromHeader(string?, out HostName)"/>
    public static bool TryFromHeader(ReadOnlySpan<char> header, out HostName host) => FromHeader(header, null, out host);

    /// <summary>
    /// What somebody looks for (a filter, a search): the one form of a name, whatever its spelling; what is no name stays as it is.
    /// </summary>
    public static string ForFinding(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        return TryParseControl(written.Trim(), out var host, out _) ? host.Value : written;
    }

    /// <summary>
    /// With full stops for the other dots of an input method, as browsers read them. For a part of a name, which has no one form.
    /// </summary>
    public static string PlainDots(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        return HostInput.PlainDots(written);
    }

    // The text itself is kept when it is normal already: the usual request allocates nothing here.
    private static bool FromHeader(ReadOnlySpan<char> header, string? text, out HostName host)
    {
        host = default;
        if (!HostHeader.TrySplit(header, out var name, out var isAddress))
            return false;
        if (isAddress)
        {
            if (!HostSyntax.TryAddress(name, out var address))
                return false;
            host = new(address);
            return true;
        }

        if (!HostHeader.IsName(name, out var isNormal))
            return false;
        var value = isNormal && text is not null && name.Length == text.Length ? text
            : isNormal ? name.ToString()
            : string.Create(name.Length, name, static (to, from) => from.ToLowerInvariant(to));
        if (!InternationalLabel.AreEncodedLabelsRight(value))
            return false;
        host = new(value);
        return true;
    }

    public override string ToString() => Value ?? "";
}
