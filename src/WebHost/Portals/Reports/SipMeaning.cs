using System.Globalization;

namespace Portal.WebHost.Portals;

/// <summary>What a SIP code is called and what it usually means for whoever looks for a fault.</summary>
internal readonly record struct SipMeaning(string Name, string Means)
{
    /// <summary>One that has no text of its own is told by its class (RFC 3261, 7.2).</summary>
    public static SipMeaning Of(PortalCall call, int code)
    {
        var texts = ReportTexts.Of(call);
        var key = "Sip." + code.ToString(CultureInfo.InvariantCulture);
        if (texts.Find(key) is null)
            key = $"Sip.{Math.Clamp(code / 100, 1, 6)}xx";
        return new(texts[key], texts[key + ".Means"]);
    }
}
