using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.ControlPanel;

/// <summary>One running portal with an owner who has a second factor, and browsers signed in as them.</summary>
public sealed class PanelWorld : IAsyncLifetime
{
    private readonly Queue<string> recovery = new();
    private readonly HashSet<string> added = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);
    private readonly HttpClient http = new();
    private PortalProcess portal = null!;
    private Browser browser = null!;
    private IReadOnlyList<BrowserContextCookiesResult> cookies = [];

    public async ValueTask InitializeAsync()
    {
        // The mail server of a test is on this machine.
        portal = await PortalProcess.Start("Portal:Mail:AllowPrivateServers=true");
        browser = await Browser.Start();
        var page = await SignedOut();
        foreach (var code in await StaffLogin.Enrol(page, portal.ControlPanel))
            recovery.Enqueue(code);
        cookies = await page.Context.CookiesAsync();
    }

    internal string Url(string path) => portal.ControlPanel + path;

    internal string RecoveryCode() => recovery.Dequeue();

    internal Task<IPage> SignedOut() => browser.NewPage();

    internal async Task<IPage> SignedIn(bool scripts = true, bool bypassPolicy = true, bool phone = false)
    {
        var page = await browser.NewPage(scripts, bypassPolicy, phone: phone);
        await StaffLogin.Take(page, cookies);
        return page;
    }

    /// <summary>False: it is there already.</summary>
    internal async Task<bool> AddDomain(string host)
    {
        if (!added.Add(host))
            return false;
        using var api = portal.Api();
        await api.AddDomain(host);
        return true;
    }

    /// <summary>A mail that is done with, in the log.</summary>
    internal Task AddMail(string box, string id, string to, string state, string reason) =>
        StoredMail.Add(portal, box, id, to, state, reason, due: false);

    /// <summary>A customer of this name, made once by its form; answers its id.</summary>
    internal Task<string> AddCustomer(string name, string? domain = null) =>
        Once(name, "/customers/new?domain=" + domain, ("name", name));

    internal Task<string> AddContact(string customer, string name, string email) =>
        Once(email, $"/customers/{customer}/contacts/new", ("name", name), ("email", email));

    /// <summary>A customer that waits for staff's word; answers its id.</summary>
    internal async Task<string> AddWaiting(string name, string host)
    {
        using var api = portal.Api();
        var customer = new JsonObject { ["name"] = name, ["currency"] = "USD", ["domain"] = host, ["status"] = "pending-approval" };
        return (string)(await api.Send(HttpMethod.Post, "customers", customer))["id"]!;
    }

    /// <summary>A row that hangs on a customer, made once.</summary>
    internal Task AddRow(string customer, string kind, params (string Field, string Text)[] fields) =>
        Once($"{customer}/{kind}", $"/customers/{customer}/{kind}/new", fields);

    private async Task<string> Once(string key, string path, params (string Field, string Text)[] fields)
    {
        if (ids.TryGetValue(key, out var known))
            return known;
        var page = await SignedIn();
        await page.GotoAsync(Url(path));
        foreach (var (field, text) in fields)
            await page.FillAsync("#" + field, text);
        await page.ClickAsync("[data-save]");
        await page.Reaches("**done=added*");
        var parts = new Uri(page.Url).AbsolutePath.Split('/');
        await page.Context.CloseAsync();
        return ids[key] = parts is [.., "contacts", var contact] ? contact : parts[2];
    }

    /// <summary>What is sent to this page's browser as it happens, from its first line on.</summary>
    internal async Task<StreamReader> Live(IPage page, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url(path));
        request.Headers.Add("Cookie", string.Join("; ", (await page.Context.CookiesAsync()).Select(c => $"{c.Name}={c.Value}")));
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await browser.DisposeAsync();
        await portal.DisposeAsync();
    }
}
