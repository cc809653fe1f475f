using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Portal.Storage;

namespace Portal.Tests.Cluster.Api;

public sealed class IdempotencyTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Creates_once_however_often_it_is_asked_at_once()
    {
        using var client = host.Client();
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            client.Send("POST", "brands", """{"id":"once","name":"Once"}""", ("Idempotency-Key", "make-once"))));
        Assert.All(replies, reply => Assert.Equal((201, replies[0].Text, replies[0].ETag), (reply.Status, reply.Text, reply.ETag)));
        Assert.Single(replies, reply => !reply.Response.Headers.Contains("Idempotency-Replayed"));
        var audit = await client.Expect(200, "GET", "audit?target=brand/once");
        Assert.Single(audit["items"]!.AsArray());
    }

    [Fact]
    public async Task Refuses_one_key_for_two_requests()
    {
        using var client = host.Client();
        await client.Expect(201, "POST", "brands", """{"id":"two-a","name":"A"}""", ("Idempotency-Key", "two"));
        Assert.Equal(422, (await client.Send("POST", "brands", """{"id":"two-b","name":"B"}""", ("Idempotency-Key", "two"))).Status);
        await client.Expect(404, "GET", "brands/two-b");
    }

    [Fact]
    public async Task Takes_a_request_put_right_under_the_same_key()
    {
        using var client = host.Client();
        await client.Expect(422, "POST", "brands", """{"id":"Not Right","name":"A"}""", ("Idempotency-Key", "right"));
        await client.Expect(201, "POST", "brands", """{"id":"right","name":"A"}""", ("Idempotency-Key", "right"));
    }

    [Fact]
    public async Task Goes_on_under_the_first_operation_when_a_process_died_in_the_middle()
    {
        using var client = host.Client();
        await client.Expect(201, "POST", "brands", """{"id":"crash","name":"A"}""", ("Idempotency-Key", "crash"));
        // What a crash between the grain's write and the kept answer leaves behind.
        await using (var connection = await host.Services.GetRequiredService<PortalDatabase>().Write.OpenConnectionAsync())
            await connection.ExecuteAsync("UPDATE portal_idempotency SET status = 0, answer = NULL, locked_until = 0 WHERE name = 'crash'");
        var again = await client.Expect(201, "POST", "brands", """{"id":"crash","name":"A"}""", ("Idempotency-Key", "crash"));
        Assert.Equal(1, (long)again["version"]!);
    }

    [Fact]
    public async Task Keeps_no_answer_in_plain_text()
    {
        using var client = host.Client();
        var made = await client.Expect(201, "POST", "api-keys", """{"name":"Sealed","scopes":["all"]}""", ("Idempotency-Key", "sealed"));
        var again = await client.Expect(201, "POST", "api-keys", """{"name":"Sealed","scopes":["all"]}""", ("Idempotency-Key", "sealed"));
        Assert.Equal((string?)made["key"], (string?)again["key"]);
        await using var connection = await host.Services.GetRequiredService<PortalDatabase>().Read.OpenConnectionAsync();
        var kept = await connection.QuerySingleAsync<string>("SELECT request || answer FROM portal_idempotency WHERE name = 'sealed'");
        Assert.DoesNotContain((string)made["prefix"]!, kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Sealed", kept, StringComparison.Ordinal);
    }
}
