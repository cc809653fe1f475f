using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.Front;

/// <summary>The product with two operators' domains.</summary>
public sealed class FrontWorld : IAsyncLifetime
{
    internal const string Acme = "portal.acme.example";
    internal const string Globex = "portal.globex.example";

    internal PortalProcess Portal { get; private set; } = null!;

    internal PortalApi Api { get; private set; } = null!;

    /// <summary>Of the development CA, in PEM.</summary>
    internal string Root { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Portal = await PortalProcess.Start();
        Api = Portal.Api();
        await Api.AddDomain(Acme);
        await Api.AddDomain(Globex, "Globex Carrier Services");
        Root = await File.ReadAllTextAsync(Path.Combine(Portal.DataDirectory, "internal-ca.pem"));
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Portal.DisposeAsync();
    }
}
