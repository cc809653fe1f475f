using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Portal.Certificates.Acme;

namespace Portal.Tests.EndToEnd.Certificates;

/// <summary>Answers a CA's challenges on loopback: the least that a front end does.</summary>
internal sealed class Responder : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, X509Certificate2> certificates = new(StringComparer.Ordinal);
    private readonly WebApplication app;

    private Responder(int httpPort, int tlsPort)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, httpPort);
            kestrel.Listen(IPAddress.Loopback, tlsPort, listen => listen.UseHttps(
                (_, hello, _, _) => ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificate = certificates[hello.ServerName],
                    ApplicationProtocols = [new SslApplicationProtocol("acme-tls/1")],
                }),
                state: null!));
        });
        app = builder.Build();
        app.Run(context =>
        {
            var token = context.Request.Path.Value!.Split('/')[^1];
            return tokens.TryGetValue(token, out var answer) ? context.Response.WriteAsync(answer) : Task.CompletedTask;
        });
    }

    public static async Task<Responder> Start(int httpPort, int tlsPort)
    {
        var responder = new Responder(httpPort, tlsPort);
        await responder.app.StartAsync();
        return responder;
    }

    public void AnswerHttp(string token, string keyAuthorization) => tokens[token] = keyAuthorization;

    public void AnswerAlpn(string host, string keyAuthorization)
    {
        var (certificate, key) = AlpnCertificate.Create(host, keyAuthorization, TimeProvider.System.GetUtcNow());
        certificates[host] = X509Certificate2.CreateFromPem(certificate, key);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
