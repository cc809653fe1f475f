using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Hosting.Keys;

internal static class KeyRegistration
{
    /// <summary>Data Protection with the fleet's key ring.</summary>
    public static IServiceCollection AddPortalKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPortalOptions<KeyOptions, KeyOptionsValidator>("Portal:Keys");
        services.AddSingleton<KeyFile>();
        services.AddSingleton<KeyRingCheck>();
        services.AddSingleton<DatabaseKeyRing>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeyRingPlace>();
        // Part of what is stored: never change.
        var protection = services.AddDataProtection().SetApplicationName("portal");
        if (configuration["Portal:Keys:Certificate"] is { Length: > 0 } path && File.Exists(path))
        {
            var certificate = Load(path);
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }
        else
        {
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeyFilePlace>();
        }

        return services;
    }

    private static X509Certificate2 Load(string path)
    {
        try
        {
            var certificate = X509Certificate2.GetCertContentType(path) == X509ContentType.Pkcs12
                ? X509CertificateLoader.LoadPkcs12FromFile(path, null)
                : X509Certificate2.CreateFromPemFile(path);
            return certificate.GetRSAPrivateKey() is not null
                ? certificate
                : throw new CryptographicException("it has no RSA private key");
        }
        catch (CryptographicException failure)
        {
            throw new StartRefusedException(
                $"Portal:Keys:Certificate is \"{path}\", which can't be used: {failure.Message}. "
                    + "Allowed: PEM with certificate and RSA key, or PFX without a password.",
                failure);
        }
    }

    private sealed class KeyRingPlace(DatabaseKeyRing ring) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions options) => options.XmlRepository = ring;
    }

    private sealed class KeyFilePlace(KeyFile file) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions options) => options.XmlEncryptor = new KeyFileEncryptor(file);
    }
}
