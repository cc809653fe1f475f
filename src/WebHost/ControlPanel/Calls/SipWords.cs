using System.Globalization;

namespace Portal.WebHost.ControlPanel;

/// <summary>SIP codes with the words that they have (RFC 3261, 21, and those that came later). Pure.</summary>
internal static class SipWords
{
    private static readonly Dictionary<int, string> Known = new()
    {
        [200] = "OK",
        [400] = "Bad request",
        [401] = "Not authorised",
        [402] = "Payment required",
        [403] = "Forbidden",
        [404] = "Not found",
        [405] = "Method not allowed",
        [407] = "Proxy authentication required",
        [408] = "Request timeout",
        [410] = "Gone",
        [415] = "Unsupported media type",
        [480] = "Temporarily unavailable",
        [481] = "Call does not exist",
        [482] = "Loop detected",
        [483] = "Too many hops",
        [484] = "Address incomplete",
        [486] = "Busy",
        [487] = "Cancelled",
        [488] = "Not acceptable here",
        [500] = "Server error",
        [501] = "Not implemented",
        [502] = "Bad gateway",
        [503] = "Service unavailable",
        [504] = "Gateway timeout",
        [600] = "Busy everywhere",
        [603] = "Declined",
        [604] = "Does not exist anywhere",
        [606] = "Not acceptable",
        [607] = "Unwanted",
        [608] = "Rejected",
    };

    /// <param name="said">What the switch said: where the code has no words of its own.</param>
    public static string Of(int code, string? said) =>
        (Known.GetValueOrDefault(code) ?? said) is { } words
            ? string.Create(CultureInfo.InvariantCulture, $"{code} {words}")
            : code.ToString(CultureInfo.InvariantCulture);
}
