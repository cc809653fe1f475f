using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;
using Portal.Tests.EndToEnd.Parts;
using Portal.WebHost.Portals;

namespace Portal.Tests.EndToEnd.People;

/// <summary>The product with a branded domain, a template customer and a mail server, all on loopback.</summary>
public sealed partial class PeopleWorld : IAsyncLifetime
{
    internal const string Host = "acme.localhost";
    internal const string Password = "correct horse battery";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A mail that a crash cut off in the middle is nobody's for a minute.
    private static readonly TimeSpan MailPatience = TimeSpan.FromSeconds(120);

    /// <summary>Those that have a page, in the order of the menu.</summary>
    internal static readonly string[] Sections = [.. Access.Sections.All.Intersect(Pages())];

    private readonly SmtpSink sink = new(new SinkManners());
    private string root = "";
    private TrustingHome? home;
    private Browser? browser;

    internal PortalProcess Portal { get; private set; } = null!;

    internal PortalApi Api { get; private set; } = null!;

    internal string Template { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Portal = await PortalProcess.Start(
            "Portal:Mail:Server=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"Portal:Mail:Port={sink.Port}"),
            "Portal:Mail:Security=none",
            "Portal:Mail:From=Platform <post@platform.example>", "Portal:Mail:AllowPrivateServers=true");
        Api = Portal.Api();
        Template = (string)(
            await Api.Send(
                HttpMethod.Post, "customers", new JsonObject { ["name"] = "Template", ["currency"] = "USD", ["channels"] = 10 }))["id"]!;
        await Add(Template, "payments", new JsonObject { ["total"] = "5.00", ["description"] = "Welcome # for staff alone" });
        await Add(Template, "routes", new JsonObject { ["name"] = "Standard route", ["rateCard"] = "Gold" });
        await Add(Template, "packages", new JsonObject { ["name"] = "Number package", ["retail"] = "3.00" });
        await Add(Template, "alerts", new JsonObject { ["title"] = "Low balance alert", ["threshold"] = "1" });
        await Add(Template, "contracts", new JsonObject { ["name"] = "Terms of service", ["text"] = "Be kind." });
        await AddDomain(Host, "Acme Telecom", Template);
        root = await File.ReadAllTextAsync(Path.Combine(Portal.DataDirectory, "internal-ca.pem"));
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        home?.Dispose();
        Api.Dispose();
        await Portal.DisposeAsync();
        await sink.DisposeAsync();
    }

    internal string Url(string path, string host = Host) =>
        string.Create(CultureInfo.InvariantCulture, $"https://{host}:{Portal.Https}{path}");

    internal Visitor Visit(string host = Host)
    {
        var cookies = new CookieContainer();
        return new(Portal.Visitor(root, cookies), cookies, Url("", host));
    }

    /// <summary>A page with cookies of its own, in a browser that starts when the first test asks.</summary>
    internal async Task<IPage> Open(bool scripts = true, bool bypassPolicy = false, string language = "en")
    {
        home ??= await TrustingHome.Create(root);
        browser ??= await Browser.Start(home);
        return await browser.NewPage(scripts, bypassPolicy, language);
    }

    internal Task<JsonObject> Add(string customer, string kind, JsonObject item) =>
        Api.Send(HttpMethod.Post, $"customers/{customer}/{kind}", item);

    internal async Task AddDomain(string host, string brand, string? template = null)
    {
        await Api.Send(HttpMethod.Post, "domains", new JsonObject
        {
            ["host"] = host,
            ["brandName"] = brand,
            ["currencies"] = new JsonArray("USD", "EUR"),
            ["customerSignUp"] = true,
            ["templateCustomer"] = template,
            ["access"] = new JsonArray([.. Sections.Select(section => (JsonNode)section)]),
        });
        await Api.Reaches(host, "issued", Patience);
    }

    internal async Task<string> AddCustomer(string name, string? domain = Host) =>
        (string)(
            await Api.Send(
                HttpMethod.Post, "customers", new JsonObject { ["name"] = name, ["currency"] = "USD", ["domain"] = domain }))["id"]!;

    internal async Task<string> AddContact(string customer, string email, string role = "all") =>
        (string)(
            await Api.Send(
                HttpMethod.Post,
                $"customers/{customer}/contacts",
                new JsonObject { ["name"] = "Ann Example", ["email"] = email, ["role"] = role, ["password"] = Password }))["id"]!;

    /// <summary>Mails that the server took for this address, oldest first.</summary>
    internal MimeMessage[] Mails(string to) => sink.To(to);

    /// <summary>The newest link to a path that was mailed to an address.</summary>
    internal async Task<string> Link(string to, string path)
    {
        string? link = null;
        await Until.Holds(
            () =>
                Task.FromResult(
                    (link = Mails(to).SelectMany(mail => AnyLink().Matches(mail.TextBody ?? "").Select(match => match.Value))
                        .LastOrDefault(url => url.Contains(path, StringComparison.Ordinal))) is not null),
            MailPatience,
            () => $"No mail to {to} has a link to {path}:\n{Portal.Output}");
        return link!;
    }

    internal async Task<JsonArray> Items(string path) => (await Api.Get(path))["items"]!.AsArray();

    private static IEnumerable<string> Pages() => typeof(IPortalSection).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IPortalSection)))
        .Select(type => ((IPortalSection)RuntimeHelpers.GetUninitializedObject(type)).Key);

    [GeneratedRegex(@"https://\S+", RegexOptions.CultureInvariant)]
    private static partial Regex AnyLink();
}
