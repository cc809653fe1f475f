using System.Net;
using System.Security.Cryptography.X509Certificates;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.Tests.Bench;

/// <summary>
/// The peer of signed-in pages: Kestrel on HTTPS and a Razor component with the same elements, attributes and texts; nobody is
/// asked who it is, and no data is read.
/// </summary>
internal static class RazorPeer
{
    public static async Task<int> Serve(int port, string certificate, string page)
    {
        MarkupPage.Root = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(page)).DocumentElement;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents();
        using var pem = X509Certificate2.CreateFromPemFile(certificate);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(
                IPAddress.Loopback,
                port,
                listen => listen.UseHttps(X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null)));
        });
        var app = builder.Build();
        app.MapGet("/{**path}", () => new RazorComponentResult<MarkupPage>());
        await app.RunAsync();
        return 0;
    }
}

/// <summary>A page as a component would build it that was written by hand: one frame for each element, attribute and text.</summary>
internal sealed class MarkupPage : ComponentBase
{
    public static IElement Root { get; set; } = null!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!DOCTYPE html>\n");
        Add(builder, Root);
    }

    private static void Add(RenderTreeBuilder builder, IElement element)
    {
        builder.OpenElement(1, element.LocalName);
        foreach (var attribute in element.Attributes)
            builder.AddAttribute(2, attribute.Name, attribute.Value);
        foreach (var child in element.ChildNodes)
        {
            if (child is IElement inner)
                Add(builder, inner);
            else if (child is IText && element.LocalName is "script" or "style")
                builder.AddMarkupContent(3, child.TextContent);
            else if (child is IText)
                builder.AddContent(4, child.TextContent);
        }

        builder.CloseElement();
    }
}
