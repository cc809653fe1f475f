using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Hosting.Keys;

/// <summary>Encrypts elements of the key ring by the key file: AES-256-GCM, the key's id as associated data.</summary>
internal sealed class KeyFileEncryptor(KeyFile file) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        var cipher = new byte[plain.Length];
        var id = file.Id();
        using var aes = new AesGcm(file.Read(), tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.ASCII.GetBytes(id));
        CryptographicOperations.ZeroMemory(plain);
        var sealedBytes = Convert.ToBase64String([.. nonce, .. tag, .. cipher]);
        return new EncryptedXmlInfo(new XElement("byKeyFile", new XAttribute("key", id), sealedBytes), typeof(KeyFileDecryptor));
    }
}

/// <summary>Opens what <see cref="KeyFileEncryptor"/> made. Its full name is part of what is stored: never rename.</summary>
internal sealed class KeyFileDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var file = services.GetRequiredService<KeyFile>();
        var id = (string?)encryptedElement.Attribute("key") ?? "";
        var bytes = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var nonce = bytes[..AesGcm.NonceByteSizes.MaxSize];
        var tag = bytes.Slice(nonce.Length, AesGcm.TagByteSizes.MaxSize);
        var cipher = bytes[(nonce.Length + tag.Length)..];
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(file.Read(), tag.Length);
        aes.Decrypt(nonce, cipher, tag, plain, Encoding.ASCII.GetBytes(id));
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
