using System.Security.Cryptography;
using System.Text;

namespace Portal.WebHost.Portals;

/// <summary>A text file named by its content: it can be kept for ever.</summary>
internal sealed class Asset
{
    private Asset(byte[] content, string type, string extension)
    {
        Content = content;
        Type = type;
        Path = "/assets/" + Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16)) + extension;
    }

    public byte[] Content { get; }

    public string Type { get; }

    public string Path { get; }

    public static Asset Script(string code) => new(Encoding.UTF8.GetBytes(code), "text/javascript; charset=utf-8", ".js");

    public static Asset Style(string css) => new(Encoding.UTF8.GetBytes(css), "text/css; charset=utf-8", ".css");
}
