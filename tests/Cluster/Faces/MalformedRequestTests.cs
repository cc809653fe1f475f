using Portal.Tests.Cluster.Api;

namespace Portal.Tests.Cluster.Faces;

/// <summary>Whatever anybody sends, to whichever face: an answer below 500, or a closed connection, and nothing in the log.</summary>
public sealed class MalformedRequestTests(FacesHost host) : IClassFixture<FacesHost>
{
    // What HTTP/9.9 is to be answered with (RFC 9110, 15.6.6), by the server itself.
    private const int VersionUnknown = 505;
    private const string Encoded = "application/x-www-form-urlencoded";
    private const string Form = $"Content-Type: {Encoded}\r\n";
    private static readonly string Long = new('a', 6_000);

    public static TheoryData<string> FaceNames => ["portal", "panel", "api", "ops"];

    [Theory]
    [MemberData(nameof(FaceNames))]
    public async Task No_request_makes_a_face_fail(string name)
    {
        var (port, head, paths) = Face(name);
        var bad = new List<string>();
        foreach (var (request, isCut) in paths.SelectMany(path =>
            Lines(path, head).Concat(Bodies(path, head)).Select(whole => (whole, false))
                .Concat(Cut(path, head).Select(cut => (cut, true)))))
        {
            var status = await FacesHost.Send(port, request, isCut);
            if (status is >= 500 and not VersionUnknown || !host.Faults.IsEmpty)
                bad.Add($"{status}: {Shown(request)} {string.Join("; ", host.Faults)}");
            host.Faults.Clear();
        }

        Assert.True(bad.Count == 0, string.Join('\n', bad));
    }

    [Theory]
    [MemberData(nameof(FaceNames))]
    public async Task What_asks_for_no_path_or_with_a_null_is_refused(string name)
    {
        var (port, head, _) = Face(name);
        Assert.Equal(400, await FacesHost.Send(port, $"OPTIONS * HTTP/1.1\r\n{head}\r\n"));
        Assert.Equal(400, await FacesHost.Send(port, $"GET /?q=%00 HTTP/1.1\r\n{head}\r\n"));
        Assert.Equal(400, await FacesHost.Send(port, $"GET /%00 HTTP/1.1\r\n{head}\r\n"));
    }

    [Theory]
    [InlineData("portal")]
    [InlineData("panel")]
    public async Task A_form_that_cannot_be_read_is_told_so(string name)
    {
        var (port, head, _) = Face(name);
        Assert.Equal(400, await Sent(Encoded, string.Concat(Enumerable.Repeat("a=&", 3_000))));
        Assert.Equal(
            400,
            await Sent("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\ncut"));
        Assert.Equal(400, await Sent(Encoded, "email=a%00b&password=c"));
        Assert.Equal(413, await Sent(Encoded, "email=" + new string('a', 100_000)));

        Task<int?> Sent(string type, string body) => FacesHost.Send(port, FacesHost.Post("/sign-in", head, type, body));
    }

    [Fact]
    public async Task A_way_back_that_no_header_can_hold_is_none()
    {
        var (port, head, _) = Face("panel");
        foreach (var to in new[] { "/%C3%A9", "/é", "/%0d%0aX: y", "/%7f" })
        {
            Assert.True(await FacesHost.Send(port, $"GET /sign-in?to={to} HTTP/1.1\r\n{head}\r\n") is >= 200 and < 500, to);
            var posted = FacesHost.Post("/sign-in", head, Encoded, $"email=a&password=b&to={to}");
            Assert.True(await FacesHost.Send(port, posted) is >= 200 and < 500, to);
        }

        Assert.Empty(host.Faults);
    }

    private (int Port, string Head, string[] Paths) Face(string name) => name switch
    {
        "portal" => (
            host.Http,
            $"Host: {FacesHost.Tenant}\r\n{FacesHost.FromProxy}",
            ["/sign-in", "/sign-up", "/forgot-password", "/payments", "/reset-password?token=p_1.x"]),
        "panel" => (
            host.Http,
            "Host: localhost\r\nSec-Fetch-Site: same-origin\r\n",
            ["/sign-in", "/sign-in/code", "/setup/account", "/invitation", "/domains"]),
        "api" => (host.Http, $"Host: localhost\r\nAuthorization: Bearer {ApiHost.FirstKey}\r\n",
            ["/api/v1/domains", "/api/v1/files/a.png", "/api/v1/nothing"]),
        "ops" => (host.Ops, "Host: localhost\r\n", ["/health/ready", "/metrics", "/nothing"]),
        _ => throw new InvalidOperationException($"A face that nobody thought of: {name}."),
    };

    private static IEnumerable<string> Lines(string path, string head)
    {
        var query = path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        foreach (var method in new[] { "GET", "HEAD", "OPTIONS", "TRACE", "PATCH", "DELETE", "BREW", "get" })
            yield return $"{method} {path} HTTP/1.1\r\n{head}\r\n";
        foreach (var target in new[] { "*", "/%00", "/%", "/%zz", "/%2e%2e/%2e%2e/etc/passwd", "/%ff%fe", "/\u00e9", "//", "/\\", "localhost:80", "http://[/", "http://elsewhere.example/", "/" + Long + Long })
        {
            yield return $"GET {target} HTTP/1.1\r\n{head}\r\n";
            yield return $"OPTIONS {target} HTTP/1.1\r\n{head}\r\n";
        }

        yield return $"CONNECT elsewhere.example:443 HTTP/1.1\r\n{head}\r\n";
        yield return $"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
        yield return $"GET {path} HTTP/9.9\r\n{head}\r\n";
        yield return $"GET {path}\r\n\r\n";
        foreach (var value in new[] { "%00", "%ff", "\u00e9", "%C3%A9", "%ED%A0%80", "%0d%0a", "'", Long })
        {
            foreach (var name in new[] { "q", "to", "return", "cursor", "limit", "token", "word", "from", "tz", "sort" })
                yield return $"GET {path}{query}{name}={value} HTTP/1.1\r\n{head}\r\n";
        }

        foreach (var line in new[]
        {
            "Cookie: __Host-session=\u00ff; session=%00; =; ;;",
            "Cookie: " + Long,
            "Accept-Language: \u00ff;q=x,*;q=9999999999999",
            "Accept-Encoding: br;q=1e999",
            "If-None-Match: \u00ff",
            "If-Match: \"\u00ff\"",
            "If-Match: \"99999999999999999999\"",
            "Range: bytes=9-1", "Authorization: Bearer \u00ff", "Authorization: Basic !!!", "Idempotency-Key: \u00ff",
            "Idempotency-Key: " + Long,
            "X-Forwarded-Host: \u00ff",
            "Forwarded: for=\"[\";host=%00",
            "X-Forwarded-For: " + Long,
            "Expect: something",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: gzip", "Upgrade: h2c\r\nConnection: Upgrade", "Host: elsewhere.example", "No colon", " : x", "A: \0",
        })
        {
            yield return $"GET {path} HTTP/1.1\r\n{head}{line}\r\n\r\n";
            yield return $"POST {path} HTTP/1.1\r\n{head}{line}\r\nContent-Length: 0\r\n\r\n";
        }
    }

    private static IEnumerable<string> Bodies(string path, string head)
    {
        foreach (var type in new[]
        {
            "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7",
            "application/x-www-form-urlencoded; charset=\u00ff", "application/x-www-form-urlencoded; charset=utf-16",
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=" + new string('x', 300),
            "application/json",
            "application/json; charset=utf-7",
            "application/merge-patch+json", "text/plain", "\u00ff", ";;",
        })
        {
            foreach (var body in new[]
            {
                "", "email=a%00b&password=x", "a=%zz&%=%&&&==", "email=%ED%A0%80&company=%ff",
                string.Concat(Enumerable.Repeat("a=&", 3_000)),
                Long + "=1",
                "--x\r\n\r\n--x--",
                "--x\r\nContent-Disposition: form-data; name=email\r\nContent-Type: text/plain; charset=utf-7\r\n\r\na\r\n--x--\r\n",
                "--x\r\nContent-Disposition: form-data; name=email",
                "--x\r\n" + Long,
                "{",
                "{\"host\":\"\\u0000\"}",
                "[" + new string('[', 2_000),
                "\u00ff\u00fe",
            })
                yield return FacesHost.Post(path, head, type, body);
        }

        yield return $"POST {path} HTTP/1.1\r\n{head}{Form}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        yield return $"POST {path} HTTP/1.1\r\n{head}{Form}Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc";
        foreach (var method in new[] { "PUT", "PATCH", "DELETE" })
            yield return $"{method} {path} HTTP/1.1\r\n{head}Content-Type: application/json\r\nContent-Length: 1\r\n\r\n{{";
    }

    private static IEnumerable<string> Cut(string path, string head)
    {
        foreach (var chunks in new[]
        {
            "ZZ\r\n", "-1\r\n", "FFFFFFFFFFFFFFFFFF\r\n", "5\r\nabc", "1\r\nab\r\n0\r\n\r\n", "0\r\nTrailer\r\n\r\n",
            "1;\0\r\na\r\n0\r\n\r\n", "3\r\na=b\r\n0\r\n\r\n",
        })
            yield return $"POST {path} HTTP/1.1\r\n{head}{Form}Transfer-Encoding: chunked\r\n\r\n{chunks}";
        yield return $"POST {path} HTTP/1.1\r\n{head}{Form}Content-Length: 500\r\n\r\nemail=a";
        yield return $"POST {path} HTTP/1.1\r\n{head}{Form}Content-Length: 50000000\r\n\r\nemail=a";
    }

    private static string Shown(string request) =>
        (request.Length > 300 ? request[..300] : request).Replace("\r\n", " | ", StringComparison.Ordinal);
}
