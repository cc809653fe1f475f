using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portal.Tests.EndToEnd.Certificates;

/// <summary>Answers a CA's challenges on loopback: the least that a front end does.</summary>
internal sealed class Responder : IAsyncDisposable
{
    private readonly WebApplication server;

    private Responder(WebApplication server) => this.server = server;

    /// <param name="http">By host and token: the key authorisation; null: 404.</param>
    /// <param name="alpn">By host: the certificate for <c>acme-tls/1</c>; null: the handshake fails.</param>
    public static async Task<Responder> Start(
        int httpPort, int tlsPort, Func<string, string, Task<string?>> http, Func<string, Task<X509Certificate2?>> alpn)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, httpPort);
            kestrel.Listen(IPAddress.Loopback, tlsPort, listen => listen.UseHttps(
                async (_, hello, _, _) => new SslServerAuthenticationOptions
                {
                    ServerCertificate = await alpn(hello.ServerName) ?? throw new InvalidOperationException("No challenge is open."),
                    ApplicationProtocols = [new SslApplicationProtocol("acme-tls/1")],
                },
                state: null!));
        });
        var app = builder.Build();
        app.Run(async context =>
        {
            if (await http(context.Request.Host.Host, context.Request.Path.Value!.Split('/')[^1]) is { } answer)
                await context.Response.WriteAsync(answer);
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
        await app.StartAsync();
        return new Responder(app);
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();
}
