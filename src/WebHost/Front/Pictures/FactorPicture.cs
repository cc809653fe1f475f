using QRCoder;

namespace Portal.WebHost.Front;

/// <summary>What an authenticator app scans.</summary>
internal static class FactorPicture
{
    /// <summary>A QR code as SVG that scales with its place; dark on light in both colours, as cameras want it.</summary>
    public static string Of(string uri)
    {
        using var code = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        return picture.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
