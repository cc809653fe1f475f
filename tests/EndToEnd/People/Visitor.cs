using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Tests.EndToEnd.People;

/// <summary>A browser without a screen: cookies, forms with their hidden fields, no scripts.</summary>
internal sealed partial class Visitor(HttpClient client, CookieContainer cookies, string origin) : IDisposable
{
    public async Task<(HttpStatusCode Status, string Body, string? Location)> Read(
        string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(origin + path));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.OriginalString);
    }

    /// <summary>Sends a form as its page would: with the hidden fields that stand on it.</summary>
    public async Task<(HttpStatusCode Status, string Body, string? Location)> Send(
        string path, params (string Name, string Value)[] fields) =>
        await Post(path, await Hidden(path), fields);

    public async Task<Dictionary<string, string>> Hidden(string path)
    {
        var page = (await Read(path)).Body;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var match in Fields().Matches(page).AsEnumerable())
            found[match.Groups["name"].Value] = match.Groups["value"].Value;
        // As the page's script does: without it a network may send five forms an hour.
        if (found.ContainsKey("proof"))
            found["proof"] = Prove(found["_operation"]);
        return found;
    }

    private static string Prove(string operation)
    {
        for (var number = 0; ; number++)
        {
            var text = number.ToString(CultureInfo.InvariantCulture);
            var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{operation}.{text}"));
            if (hash[0] == 0 && hash[1] == 0)
                return text;
        }
    }

    public async Task<(HttpStatusCode Status, string Body, string? Location)> Post(
        string path, IReadOnlyDictionary<string, string> hidden, params (string Name, string Value)[] fields)
    {
        var all = new Dictionary<string, string>(hidden, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
            all[name] = value;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(origin + path)) { Content = new FormUrlEncodedContent(all) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.OriginalString);
    }

    /// <summary>Signs in; answers where it led to.</summary>
    public async Task<string?> SignIn(string email, string password = PeopleWorld.Password) =>
        (await Send("/sign-in", ("email", email), ("password", password))).Location;

    public string Cookie(string url, string name) => cookies.GetCookies(new Uri(url))[name]!.Value;

    public void Dispose() => client.Dispose();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value(?:="(?<value>[^"]*)")? ?/?>""", RegexOptions.CultureInvariant)]
    private static partial Regex Fields();
}
