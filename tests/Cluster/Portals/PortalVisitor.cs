using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Portal.Tests.Cluster.Portals;

/// <summary>What a page answered.</summary>
internal sealed record PortalReply(int Status, string? Location, string Text, string Headers)
{
    public IHtmlDocument Page => new HtmlParser().ParseDocument(Text);

    public string? Problem => Page.QuerySelector(".portal-alert p")?.TextContent;
}

/// <summary>A browser on one host: keeps cookies, sends a page's forms with their hidden fields.</summary>
internal sealed class PortalVisitor(Uri server, string host, string address) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
    })
    { BaseAddress = server };

    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    public Task<PortalReply> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<PortalReply> Post(string path, params (string Name, string Value)[] fields)
    {
        var request =
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
            };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return Send(request);
    }

    /// <summary>Opens a page of a portal and sends its form, hidden fields as they stand.</summary>
    public Task<PortalReply> Fill(string path, params (string Name, string Value)[] fields) => Send(path, ".portal-form", fields);

    /// <summary>The same for a page of the control panel.</summary>
    public Task<PortalReply> FillPanel(string path, params (string Name, string Value)[] fields) =>
        Send(path, "main form[method=post]", fields);

    /// <summary>Begins to read a stream, which was let in once this has answered.</summary>
    public async Task<PortalStream> Listen(string path)
    {
        using var request = Own(new HttpRequestMessage(HttpMethod.Get, path));
        request.Headers.Accept.ParseAdd("text/event-stream");
        return new(await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }

    private async Task<PortalReply> Send(string path, string forms, (string Name, string Value)[] fields)
    {
        var page = (await Get(path)).Page;
        return await Post(path, [.. page.QuerySelectorAll(forms).SelectMany(Hidden), .. fields]);
    }

    /// <summary>A form's hidden fields as they stand.</summary>
    public static IEnumerable<(string Name, string Value)> Hidden(IElement form) =>
        form.QuerySelectorAll("input[type=hidden]").Cast<IHtmlInputElement>().Select(input => (input.Name!, input.Value));

    public Task<PortalReply> SignIn(string email, string password = PortalHost.Password, string path = "/sign-in") =>
        Fill(path, ("email", email), ("password", password));

    public void Dispose() => client.Dispose();

    /// <summary>A file as it is, and its media type.</summary>
    public async Task<(string? Type, byte[] Content)> Download(string path)
    {
        using var request = Own(new HttpRequestMessage(HttpMethod.Get, path));
        using var response = await client.SendAsync(request);
        return (response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync());
    }

    public async Task<PortalReply> Send(HttpRequestMessage request)
    {
        using (Own(request))
        {
            using var response = await client.SendAsync(request);
            foreach (var line in response.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
                Keep(line);
            return new(
                (int)response.StatusCode,
                response.Headers.Location?.OriginalString,
                await response.Content.ReadAsStringAsync(),
                response.Headers.ToString());
        }
    }

    private HttpRequestMessage Own(HttpRequestMessage request)
    {
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-For", address);
        request.Headers.Add("X-Forwarded-Proto", "https");
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(pair => $"{pair.Key}={pair.Value}")));
        return request;
    }

    private void Keep(string line)
    {
        var (name, value) = (
            line[..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(';')[0]);
        if (value.Length == 0)
            Cookies.Remove(name);
        else
            Cookies[name] = value;
    }
}
