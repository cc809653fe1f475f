using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Tests.Bench;

/// <summary>nginx and Caddy on HTTPS with one P-256 certificate, serving one file: the sign-in page's bytes.</summary>
internal static class StaticPeers
{
    /// <summary>Writes <c>cert.pem</c> (certificate and key) and <c>sign-in</c> into the folder.</summary>
    public static void Prepare(string folder, byte[] body)
    {
        Directory.CreateDirectory(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=bench.example", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        File.WriteAllText(
            Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        File.WriteAllBytes(Path.Combine(folder, "sign-in"), body);
    }

    public static Task<Peer> Bare(string folder)
    {
        var port = Ports.Free();
        return Peer.Start(
            "bare Kestrel", port, "dotnet", typeof(StaticPeers).Assembly.Location, "bare",
            port.ToString(CultureInfo.InvariantCulture), Path.Combine(folder, "cert.pem"), Path.Combine(folder, "sign-in"));
    }

    public static Task<Peer> Nginx(string folder)
    {
        var port = Ports.Free();
        var config = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(config, $$"""
            daemon off; master_process on; worker_processes 2; pid {{folder}}/nginx.pid; error_log {{folder}}/nginx.err;
            events { worker_connections 4096; }
            http {
              access_log off; keepalive_requests 10000000; default_type "text/html; charset=utf-8"; sendfile on; open_file_cache max=10;
              client_body_temp_path {{folder}}; proxy_temp_path {{folder}}; fastcgi_temp_path {{folder}}; uwsgi_temp_path {{folder}}; scgi_temp_path {{folder}};
              server {
                listen 127.0.0.1:{{port}} ssl; ssl_certificate {{folder}}/cert.pem; ssl_certificate_key {{folder}}/cert.pem;
                ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache shared:s:10m; root {{folder}};
              }
            }
            """);
        return Peer.Start("nginx", port, "nginx", "-c", config);
    }

    public static Task<Peer> Caddy(string folder)
    {
        var port = Ports.Free();
        var config = Path.Combine(folder, "Caddyfile");
        File.WriteAllText(config, $$"""
            {
              admin off
              auto_https off
            }
            https://*.bench.example:{{port}} {
              bind 127.0.0.1
              tls {{folder}}/cert.pem {{folder}}/cert.pem
              root * {{folder}}
              header Content-Type "text/html; charset=utf-8"
              file_server
            }
            """);
        return Peer.Start("Caddy", port, "caddy", "run", "--config", config, "--adapter", "caddyfile");
    }
}
