using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Dapper;
using Portal.Access;
using Portal.Blobs;
using Portal.Calls;
using Portal.Customers;
using Portal.Domains;
using Portal.People;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;

namespace Portal.Tests.Cluster.Portals;

/// <summary>A recording is brought by a program, heard by those of its customer who may, and goes when its days are over.</summary>
public abstract class RecordingTests(PortalHost portal)
{
    private static int count;

    private readonly int number = Interlocked.Increment(ref count);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Host => $"recordings{number}.pages.example";

    [Fact]
    public async Task Who_may_hears_it_in_parts_and_downloads_it()
    {
        var (browser, contact) = await SignIn(ContactRole.Technical, ["callTime", "playAudio", "recordingFile"]);
        using var _ = browser;
        var call = Made(contact);
        var audio = Audio(300_000);
        // It comes before its call.
        Assert.Equal("audio/wav", (string)(await Put(call, audio)).Json["type"]!);
        await Add(call);

        var list = (await browser.Get("/cdr?range=last7d")).Page;
        Assert.Contains(list.QuerySelectorAll("tbody td"), cell => cell.TextContent.Trim() == call.CallId + ".wav");
        var csv = (await browser.Get("/cdr.csv?range=last7d&columns=recordingFile,playAudio")).Text;
        Assert.Equal($"{call.CallId}.wav,true", csv.Split("\r\n")[1]);
        var page = (await browser.Get(Path(call))).Page;
        var source = page.QuerySelector("audio")!.GetAttribute("src")!;

        var whole = await browser.Send(new(HttpMethod.Get, source));
        Assert.Equal(200, whole.Status);
        Assert.Equal(audio.Length, whole.Text.Length);
        using var asked = new HttpRequestMessage(HttpMethod.Get, source);
        asked.Headers.Range = new RangeHeaderValue(1000, 1999);
        var part = await browser.Send(asked);
        Assert.Equal((206, 1000), (part.Status, part.Text.Length));
        Assert.Equal(whole.Text[1000..2000], part.Text);
        Assert.Equal(200, (await browser.Get(page.QuerySelector("a[download]")!.GetAttribute("href")!)).Status);

        // Another format takes its place, and is all that is left.
        var ogg = "OggS"u8.ToArray().Concat(new byte[100]).ToArray();
        Assert.Equal(104, (long)(await Put(call, ogg)).Json["bytes"]!);
        Assert.Equal(104, (await browser.Get(source)).Text.Length);
        Assert.Single(await portal.Service<IBlobs>().List("recordings/", Stop)
            .Where(blob => blob.Name.Contains(Hex(call), StringComparison.Ordinal)).ToArrayAsync(Stop));

        Assert.Equal(204, (await Send(HttpMethod.Delete, call, null)).Status);
        Assert.Equal(404, (await Send(HttpMethod.Delete, call, null)).Status);
        Assert.Equal(404, (await browser.Get(source)).Status);
        Assert.Null((await browser.Get(Path(call))).Page.QuerySelector("audio"));
    }

    [Fact]
    public async Task Nobody_else_learns_that_there_is_one()
    {
        var (browser, contact) = await SignIn(ContactRole.Billing, null);
        using var _ = browser;
        var call = Made(contact);
        await Add(call);
        await Put(call, Audio(100));
        Assert.Equal(404, (await browser.Get(Path(call) + "/recording")).Status);

        var (other, someone) = await SignIn(ContactRole.All, null, "other");
        using var __ = other;
        Assert.Equal(404, (await other.Get(Path(call) + "/recording")).Status);
        var own = Made(someone) with { CallId = "own" + number };
        await Add(own);
        await Put(own, Audio(100));
        Assert.Equal(200, (await other.Get(Path(own) + "/recording")).Status);
        await Show(["callTime", "source"], "other" + Host);
        Assert.Equal(404, (await other.Get(Path(own) + "/recording")).Status);
    }

    [Fact]
    public async Task What_is_no_recording_is_told_and_nothing_is_kept()
    {
        var call = new Call("fs/1", "a/b c" + number, "c_nobody", portal.Clock.GetUtcNow(), "USD");
        var page = await Put(call, "<!DOCTYPE html><html></html>"u8.ToArray());
        Assert.Equal((422, "This is no WAV, MP3 or Ogg file."), (page.Status, (string)page.Json["errors"]!["recording"]![0]!));
        Assert.Equal(422, (await Put(call with { CallId = new string('x', 300) }, Audio(100))).Status);
        // Signs that paths have are no others.
        Assert.Equal(call.CallId, (string)(await Put(call, Audio(100))).Json["callId"]!);
        Assert.NotNull(await portal.Service<RecordingBook>().Find(CallKey.Of(call), Stop));
    }

    [Fact]
    public async Task It_goes_at_night_after_the_days_of_its_customer_and_with_a_call_that_never_came()
    {
        var (browser, contact) = await SignIn(ContactRole.All, null);
        browser.Dispose();
        var (kept, old) = (Made(contact), Made(contact) with { CallId = "old" + number, CallTime = portal.Clock.GetUtcNow().AddDays(-5) });
        var alone = Made(contact) with { CallId = "alone" + number };
        foreach (var call in new[] { kept, old, alone })
            await Put(call, Audio(100));
        await Add(kept, old);
        await Clean();
        Assert.Equal((true, true, true), (await Has(kept), await Has(old), await Has(alone)));

        var customer = portal.Grains.GetGrain<ICustomerGrain>(contact.Customer);
        var settings = (await customer.Get())!;
        Assert.True((await customer.Save(
            settings.Settings with { RecordingDays = 3 }, PortalHost.By("days/" + contact.Customer))).IsSaved);
        await Clean();
        Assert.Equal((true, false, true), (await Has(kept), await Has(old), await Has(alone)));

        await using (var connection = await portal.Service<Portal.Storage.PortalDatabase>().Write.OpenConnectionAsync(Stop))
            await connection.ExecuteAsync(
                "UPDATE portal_recordings SET added_at = added_at - 86400000 * CAST(90 AS bigint) WHERE call IN (@kept, @alone)",
                new { kept = CallKey.Of(kept).ToString(), alone = CallKey.Of(alone).ToString() });
        await Clean();
        Assert.Equal((true, false, false), (await Has(kept), await Has(old), await Has(alone)));
    }

    private Task Clean() => portal.Service<IEnumerable<INightly>>().OfType<RecordingCleaning>().Single().Run();

    private async Task<bool> Has(Call call) => await portal.Service<RecordingDesk>().Open(CallKey.Of(call), Stop) is not null;

    private static byte[] Audio(int size)
    {
        var audio = new byte[size];
        for (var i = 0; i < size; i++)
            audio[i] = (byte)('a' + (i * 31 % 26));
        "RIFF....WAVE"u8.CopyTo(audio);
        return audio;
    }

    private Call Made(ContactView contact) =>
        new("sw1", $"recorded{number}", contact.Customer, portal.Clock.GetUtcNow().AddMinutes(-9), "USD") { Duration = 60, SipCode = 200 };

    private Task Add(params Call[] calls) =>
        portal.Service<ICallStore>().Append([.. calls.Select((call, i) => new CallLine(call, i + 1, null))], Stop);

    private static string Path(Call call) => "/cdr/" + CallKey.Of(call);

    private static string Hex(Call call) => CallKey.Of(call).Value.ToString("N");

    private Task<(int Status, JsonNode Json)> Put(Call call, byte[] audio) => Send(HttpMethod.Put, call, new ByteArrayContent(audio));

    private async Task<(int Status, JsonNode Json)> Send(HttpMethod verb, Call call, HttpContent? content)
    {
        var (status, text) = await portal.Api(
            verb, $"/recordings/{Uri.EscapeDataString(call.Switch)}/{Uri.EscapeDataString(call.CallId)}", content);
        return (status, JsonNode.Parse(text.Length == 0 ? "{}" : text)!);
    }

    private async Task Show(string[] columns, string host)
    {
        var domain = portal.Grains.GetGrain<IDomainGrain>(host);
        var settings = (await domain.Get())!.Settings;
        Assert.True((await domain.Save(
            settings with { CdrColumns = columns }, PortalHost.By($"columns/{host}/{string.Join(',', columns)}"))).IsSaved);
        await Eventually.Holds(
            async () => (await domain.Get())!.Settings.CdrColumns.SequenceEqual(columns), "the domain shows these columns");
    }

    private async Task<(PortalVisitor Browser, ContactView Contact)> SignIn(ContactRole role, string[]? columns, string name = "")
    {
        var host = name + Host;
        await portal.AddDomain(host);
        await Show(columns ?? ["callTime", "playAudio"], host);
        var email = $"{name}{number}@recordings.example";
        var contact = await portal.AddContact(email, host, settings => settings with { Role = role });
        var browser = portal.Visitor(host, $"198.51.100.{number}");
        Assert.Equal(303, (await browser.SignIn(email)).Status);
        return (browser, contact);
    }
}

public sealed class RecordingsOnSqlite(PortalHost portal) : RecordingTests(portal), IClassFixture<PortalHost>;

public sealed class RecordingsOnPostgres(PostgresPortalHost portal) : RecordingTests(portal), IClassFixture<PostgresPortalHost>;
