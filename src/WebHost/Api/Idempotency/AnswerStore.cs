using System.Text.Json;
using Dapper;
using Portal.Secrets;
using Portal.Storage;

namespace Portal.WebHost.Api;

/// <summary>What a caller may do with an Idempotency-Key.</summary>
internal abstract record Claim
{
    /// <summary>Do it, under this operation id.</summary>
    internal sealed record Mine(string Operation) : Claim;

    /// <summary>It was done: give this answer again.</summary>
    internal sealed record Done(ApiAnswer Answer) : Claim;

    /// <summary>Somebody does it just now.</summary>
    internal sealed record Busy : Claim;

    /// <summary>The name was used for another request.</summary>
    internal sealed record Other : Claim;
}

/// <summary>
/// Answers by Idempotency-Key, for 24 h. Requests and answers may hold secrets (a mail password, a new key), so both
/// are sealed.
/// </summary>
internal sealed class AnswerStore(PortalDatabase database, ISecrets secrets, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    // Longer than any call takes. When it is over the process that had it is taken for dead; the operation id goes on,
    // so whatever it did is not done twice.
    private static readonly TimeSpan Locked = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Cleaning = TimeSpan.FromHours(1);

    private long cleaned;

    public async Task<Claim> Claim(string apiKey, string name, string request)
    {
        await Clean();
        while (true)
        {
            var now = clock.GetUtcNow();
            var operation = Guid.NewGuid().ToString("N");
            if (await Insert(apiKey, name, request, operation, now))
                return new Claim.Mine(operation);
            await using var connection = await database.Read.OpenConnectionAsync();
            var row = await connection.QuerySingleOrDefaultAsync<Row>(
                "SELECT operation, request, status, answer, locked_until AS LockedUntil FROM portal_idempotency WHERE api_key = @apiKey AND name = @name",
                new { apiKey, name });
            if (row is null)
                continue;
            if (secrets.Open(SecretPurposes.IdempotentAnswer, row.Request) != request)
                return new Claim.Other();
            if (row.Status != 0)
                return new Claim.Done(JsonSerializer.Deserialize<ApiAnswer>(secrets.Open(SecretPurposes.IdempotentAnswer, row.Answer!))!);
            if (row.LockedUntil > now.ToUnixTimeMilliseconds())
                return new Claim.Busy();
            if (await TakeOver(apiKey, name, row.LockedUntil, now))
                return new Claim.Mine(row.Operation);
        }
    }

    public Task Finish(string apiKey, string name, string operation, ApiAnswer answer) => Write(
        "UPDATE portal_idempotency SET status = @status, answer = @answer WHERE api_key = @apiKey AND name = @name AND operation = @operation",
        new
        {
            apiKey,
            name,
            operation,
            status = answer.Status,
            answer = secrets.Seal(SecretPurposes.IdempotentAnswer, JsonSerializer.Serialize(answer)),
        });

    /// <summary>Nothing was changed: the name is free again, for a request put right.</summary>
    public Task Forget(string apiKey, string name, string operation) => Write(
        "DELETE FROM portal_idempotency WHERE api_key = @apiKey AND name = @name AND operation = @operation AND status = 0",
        new { apiKey, name, operation });

    /// <summary>It may or may not have been done: the next one goes on under the same operation id.</summary>
    public Task Release(string apiKey, string name, string operation) => Write(
        "UPDATE portal_idempotency SET locked_until = 0 WHERE api_key = @apiKey AND name = @name AND operation = @operation AND status = 0",
        new { apiKey, name, operation });

    private async Task<bool> Insert(string apiKey, string name, string request, string operation, DateTimeOffset now) => await Write(
        """
        INSERT INTO portal_idempotency (api_key, name, operation, request, status, locked_until, expires_at)
        VALUES (@apiKey, @name, @operation, @request, 0, @lockedUntil, @expiresAt)
        ON CONFLICT (api_key, name) DO UPDATE SET operation = excluded.operation, request = excluded.request, status = 0, answer = NULL,
          locked_until = excluded.locked_until, expires_at = excluded.expires_at
        WHERE portal_idempotency.expires_at <= @now
        """,
        new
        {
            apiKey,
            name,
            operation,
            request = secrets.Seal(SecretPurposes.IdempotentAnswer, request),
            lockedUntil = (now + Locked).ToUnixTimeMilliseconds(),
            expiresAt = (now + Kept).ToUnixTimeMilliseconds(),
            now = now.ToUnixTimeMilliseconds(),
        }) == 1;

    private async Task<bool> TakeOver(string apiKey, string name, long seen, DateTimeOffset now) => await Write(
        "UPDATE portal_idempotency SET locked_until = @until WHERE api_key = @apiKey AND name = @name AND status = 0 AND locked_until = @seen",
        new { apiKey, name, seen, until = (now + Locked).ToUnixTimeMilliseconds() }) == 1;

    private async Task Clean()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var last = Interlocked.Read(ref cleaned);
        if (now - last < Cleaning.TotalMilliseconds || Interlocked.CompareExchange(ref cleaned, now, last) != last)
            return;
        await Write("DELETE FROM portal_idempotency WHERE expires_at <= @now", new { now });
    }

    private async Task<int> Write(string sql, object parameters)
    {
        await using var connection = await database.Write.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, parameters);
    }

    private sealed class Row
    {
        public required string Operation { get; init; }
        public required string Request { get; init; }
        public required long Status { get; init; }
        public string? Answer { get; init; }
        public required long LockedUntil { get; init; }
    }
}
