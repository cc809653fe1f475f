using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Portal.Tests.Cluster.Api;
using Portal.Tests.Cluster.Hosting;
using ZstdSharp;
using static Portal.Tests.Cluster.Calls.SentCalls;

namespace Portal.Tests.Cluster.Calls;

/// <summary>Calls as switches bring them and programs read them.</summary>
public abstract class IntakeTests(ApiHost host)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A request whose body hasn't ended.</summary>
    private async Task<TcpClient> Begin(ApiClient client, int length, string sent)
    {
        var address = new Uri(host.Address);
        var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, Stop);
        await socket.GetStream().WriteAsync(
            Encoding.UTF8.GetBytes(
                $"POST /api/v1/cdrs HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {client.Key}\r\n"
                    + $"Content-Type: application/x-ndjson\r\nContent-Length: {length}\r\n\r\n{sent}"),
            Stop);
        return socket;
    }

    private static async Task<string> Answer(TcpClient socket)
    {
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, await socket.GetStream().ReadAsync(buffer, Stop));
    }

    [Fact]
    public async Task Calls_come_in_once_and_are_read_with_their_sums()
    {
        using var client = host.Client();
        var customer = await Add(client, ",\"timeZone\":\"Asia/Kathmandu\",\"externalAccountId\":\"once-77\"");
        var body = Line(customer, "once 1")
            + Line("ext:once-77", "once 2", ",\"sipCode\":486,\"currency\":\"USD\"", 1) + "\n"
            + Line(customer, "once 1");
        Assert.Equal((2, 1, 0), Counts(await Post(client, body)));
        Assert.Equal((0, 3, 0), Counts(await Post(client, body, "application/json; charset=utf-8")));

        var differing = await Post(client, Line(customer, "once 1", ",\"carrier\":\"x\"") + Line(customer, "once 3", "", 2), "text/plain");
        Assert.Equal((1, 1, 0), Counts(differing));
        Assert.StartsWith("1: differs: ", Assert.Single(Errors(differing)), StringComparison.Ordinal);

        var page = await client.Expect(200, "GET", $"cdrs?customer={customer}&limit=2");
        Assert.Equal(["once 3", "once 2"], page["items"]!.AsArray().Select(item => (string)item!["callId"]!));
        Assert.Equal((3, 2, "0.15"), ((long)page["totals"]![0]!["attempts"]!, (long)page["totals"]![0]!["connected"]!, (string)page["totals"]![0]!["charge"]!));
        var next = await client.Expect(200, "GET", $"cdrs?customer=ext:once-77&limit=2&cursor={page["next"]}");
        Assert.Equal("once 1", (string)Assert.Single(next["items"]!.AsArray())!["callId"]!);
        Assert.Null(next["next"]);
        Assert.Equal((0, 1, 0), Counts(await Post(client, next["items"]![0]!.ToJsonString())));

        var busy = await client.Expect(200, "GET", $"cdrs?customer={customer}&connected=false");
        Assert.Equal("once 2", (string)Assert.Single(busy["items"]!.AsArray())!["callId"]!);
        var breakout = await client.Expect(200, "GET", $"breakout?customer={customer}&tz=Asia/Kathmandu");
        Assert.Equal("Germany Mobile", (string)Assert.Single(breakout["items"]!.AsArray())!["name"]!);
        Assert.Equal(3, (long)breakout["totals"]![0]!["attempts"]!);
        Assert.Empty(breakout["rest"]!.AsArray());
        var days = await client.Expect(200, "GET", $"breakout?customer={customer}&group=day&tz=Asia/Kathmandu");
        Assert.EndsWith("T18:15:00.000Z", (string)Assert.Single(days["items"]!.AsArray())!["time"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_line_and_the_rest_comes_in()
    {
        using var client = host.Client();
        var customer = await Add(client, ",\"externalAccountId\":\"twice\"");
        await Add(client, ",\"externalAccountId\":\"twice\"");
        var carrier = (string)(await client.Expect(201, "POST", "carriers", """{"name":"Globex"}"""))["id"]!;
        var reply = await Post(client, string.Concat(
            Line(customer, "some 1"), "{\n", Line("c_nobody", "some 2"), Line("ext:nobody", "some 3"), Line(carrier, "some 4"),
            Line(customer, "some 5", ",\"currency\":\"EUR\""), Line("ext:twice", "some 6"), Line(customer, "some 7", ",\"foo\":1"),
            Line(customer, "some 8", ",\"source\":\"" + new string('x', 70_000) + "\""), Line(customer, "some 9", "", 5)));
        Assert.Equal((2, 0, 8), Counts(reply));
        Assert.Equal(0, (long)reply.Json["moreErrors"]!);
        Assert.Equal(
            [
                "2: It is not a JSON object on one line: the mistake is near character 2.",
                "3: There is no customer “c_nobody”.",
                "4: There is no customer “ext:nobody”.",
                $"5: There is no customer “{carrier}”.",
                "6: “currency” is EUR, but the customer's is USD.",
                "7: 2 customers have the external account id of “ext:twice”: name the one by its own id.",
                "8: There is no field “foo” of a call.",
                "9: It has more than 64 KiB.",
            ],
            Errors(reply));

        var many = await Post(client, string.Concat(Enumerable.Repeat("[]\n", 130)) + Line(customer, "some 1"));
        Assert.Equal((0, 1, 130), Counts(many));
        Assert.Equal((100, 30), (Errors(many).Length, (int)many.Json["moreErrors"]!));
    }

    [Fact]
    public async Task Csv_and_packed_bodies_of_many_batches_come_in_as_well()
    {
        using var client = host.Client();
        var customer = await Add(client);
        var csv = new StringBuilder("switch;callId;customer;callTime;charge\n");
        for (var i = 0; i < 21_000; i++)
            csv.Append(null, $"sw2;many {i};{customer};{Yesterday:yyyy-MM-dd'T'HH:mm:ss'Z'};0.{i:000000}\n");
        var plain = Encoding.UTF8.GetBytes(csv.ToString());
        using var gzip = new MemoryStream();
        await using (var pack = new GZipStream(gzip, CompressionLevel.Fastest, leaveOpen: true))
            await pack.WriteAsync(plain, Stop);
        Assert.Equal((21_000, 0, 0), Counts(await Post(client, gzip.ToArray(), "text/csv", ("Content-Encoding", "gzip"))));
        using var zstd = new Compressor();
        Assert.Equal((0, 21_000, 0), Counts(await Post(client, zstd.Wrap(plain).ToArray(), "text/csv", ("Content-Encoding", "zstd"))));
        // Longer than what is ever read into memory, whatever the header asks for; three heads stand in it as lines.
        Assert.Equal((0, 84_000, 3), Counts(await Post(
            client, [.. plain, .. plain, .. plain, .. plain], "text/csv", ("Idempotency-Key", "large"))));

        var half = await Post(client, gzip.ToArray()[..^2000], "text/csv", ("Content-Encoding", "gzip"));
        Assert.Equal(400, half.Status);
        Assert.Equal(422, (await Post(client, "switch;cost\n", "text/csv")).Status);
        Assert.Equal(415, (await Post(client, "{}", "application/x-www-form-urlencoded")).Status);
        Assert.Equal(415, (await Post(client, plain, "text/csv", ("Content-Encoding", "br"))).Status);
    }

    [Fact]
    public async Task Of_a_body_that_is_cut_whole_batches_stand_and_sending_it_again_counts_each_call_once()
    {
        using var client = host.Client();
        var customer = await Add(client);
        var body = string.Concat(Enumerable.Range(0, 20_500).Select(i => Line(customer, $"cut {i}")));
        using (await Begin(client, body.Length + 100, body))
        {
            await Eventually.Holds(async () => (long?)(await client.Expect(200, "GET", $"cdrs?customer={customer}"))["totals"]!
                .AsArray().SingleOrDefault()?["attempts"] >= 20_000, "the first batch is there");
        }

        var (accepted, duplicates, rejected) = Counts(await Post(client, body));
        Assert.Equal((20_500, 0), (accepted + duplicates, rejected));
        Assert.InRange(accepted, 0, 500);
        var sum = (await client.Expect(200, "GET", $"cdrs?customer={customer}"))["totals"]![0]!;
        Assert.Equal((20_500, "1025.00"), ((long)sum["attempts"]!, (string)sum["charge"]!));
    }

    [Fact]
    public async Task A_line_that_waits_for_others_is_stored_after_two_seconds()
    {
        using var client = host.Client();
        var customer = await Add(client);
        using var socket = await Begin(client, 100_000, Line(customer, "slow"));
        await Eventually.Holds(async () =>
            (await client.Expect(200, "GET", $"cdrs?customer={customer}"))["items"]!.AsArray().Count == 1, "the line is there");
    }

    [Fact]
    public async Task More_bodies_at_once_than_there_is_room_for_are_told_when_to_come_back()
    {
        using var client = host.Client();
        var customer = await Add(client);
        var open = new List<TcpClient>();
        try
        {
            // One of them is the seventeenth, whichever.
            for (var i = 0; i < 17; i++)
                open.Add(await Begin(client, 100_000, Line(customer, $"open {i}")));
            var answers = open.Select(Answer).ToArray();
            var refused = await await Task.WhenAny(answers);
            Assert.StartsWith("HTTP/1.1 429 ", refused, StringComparison.Ordinal);
            Assert.Contains("Retry-After: ", refused, StringComparison.Ordinal);
            Assert.Equal(1, answers.Count(answer => answer.IsCompleted));
        }
        finally
        {
            open.ForEach(socket => socket.Dispose());
        }

        await Eventually.Holds(async () => (await Post(client, Line(customer, "later"))).Status == 200, "there is room again");
    }

    [Fact]
    public async Task A_resellers_key_brings_and_reads_its_own_customers_calls_alone()
    {
        using var owner = host.Client();
        foreach (var brand in new[] { "mine", "theirs" })
            await owner.AddBrand(brand);
        var mine = await Add(owner, ",\"reseller\":\"mine\",\"externalAccountId\":\"shared\"");
        var theirs = await Add(owner, ",\"reseller\":\"theirs\",\"externalAccountId\":\"shared\"");
        var made = await owner.Expect(201, "POST", "api-keys", """{"name":"R","scopes":["calls.write"],"role":"reseller","brands":["mine"]}""");
        using var reseller = host.Client((string)made["key"]!);
        var reply = await Post(reseller, Line(mine, "own 1") + Line(theirs, "own 2") + Line("ext:shared", "own 3"));
        Assert.Equal((2, 0, 1), Counts(reply));
        Assert.Equal($"2: There is no customer “{theirs}”.", Assert.Single(Errors(reply)));

        Assert.Equal((1, 0, 0), Counts(await Post(owner, Line(theirs, "own 2"))));
        Assert.Equal(2, (await reseller.Expect(200, "GET", "cdrs"))["items"]!.AsArray().Count);
        Assert.Equal(2, (long)(await reseller.Expect(200, "GET", "breakout"))["totals"]![0]!["attempts"]!);
        Assert.Equal(["customer"], (await reseller.Send("GET", $"cdrs?customer={theirs}")).Fields);
        Assert.Equal(["customer"], (await reseller.Send("GET", $"breakout?customer={theirs}")).Fields);
    }

    [Fact]
    public async Task Only_keys_for_calls_open_it()
    {
        using var owner = host.Client();
        foreach (var (scopes, role, read, write) in new[]
        {
            ("calls.read", "owner", 200, 403), ("calls.write", "owner", 200, 200), ("customers.write", "owner", 403, 403),
            ("calls.write", "readOnly", 200, 403), ("calls.write", "support", 200, 403),
        })
        {
            var made = await owner.Expect(201, "POST", "api-keys", $$"""{"name":"K","scopes":["{{scopes}}"],"role":"{{role}}"}""");
            using var client = host.Client((string)made["key"]!);
            Assert.Equal(read, (await client.Send("GET", "cdrs")).Status);
            Assert.Equal(read, (await client.Send("GET", "breakout")).Status);
            Assert.Equal(write, (await Post(client, "")).Status);
        }
    }

    [Fact]
    public async Task A_switch_signs_in_with_its_name_and_the_key_as_password()
    {
        using var client = host.Client();
        using var nobody = host.Client(null);
        var customer = await Add(client);
        var line = Line(customer, "basic").Replace("\"switch\":\"sw1\",", "", StringComparison.Ordinal);
        Assert.Equal((0, 0, 1), Counts(await Post(client, line)));
        Assert.Equal((1, 0, 0), Counts(await Post(nobody, line, "application/json", Basic("pbx 7", client.Key!))));
        Assert.Equal("pbx 7", (string)Assert.Single((await client.Expect(200, "GET", $"cdrs?customer={customer}"))["items"]!.AsArray())!["switch"]!);
        Assert.Equal(401, (await Post(nobody, line, "application/json", Basic("pbx", "wrong"))).Status);
        Assert.Equal(401, (await nobody.Send("GET", "cdrs", null, Basic("pbx", client.Key!))).Status);
        Assert.Equal(401, (await nobody.Send("GET", "customers", null, Basic("pbx", client.Key!))).Status);

        static (string, string) Basic(string user, string password) =>
            ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    [Theory]
    [InlineData("cdrs?from=2026-11-02&to=2026-11-01", "to")]
    [InlineData("cdrs?from=2024-01-01&to=2026-11-01", "from")]
    [InlineData("cdrs?tz=Mars/Base&range=never&limit=0", "tz range limit")]
    [InlineData("cdrs?sort=carrier", "sort")]
    [InlineData("cdrs?cursor=x", "cursor")]
    [InlineData("cdrs?connected=yes&sipCode=99&minDuration=-1", "sipCode connected minDuration")]
    [InlineData("cdrs?customer=c_nobody", "customer")]
    [InlineData("breakout?group=country&source=49", "group source")]
    [InlineData("breakout?from=2026-11-01T10:10:00Z&to=2026-11-02", "from")]
    public async Task A_report_that_cannot_be_is_told_at_its_fields(string path, string fields)
    {
        using var client = host.Client();
        var reply = await client.Send("GET", path);
        Assert.Equal((422, fields), (reply.Status, string.Join(' ', reply.Fields)));
    }
}

public sealed class IntakeOnSqlite(ApiHost host) : IntakeTests(host), IClassFixture<ApiHost>;

public sealed class IntakeOnPostgres(PostgresApiHost host) : IntakeTests(host), IClassFixture<PostgresApiHost>;
