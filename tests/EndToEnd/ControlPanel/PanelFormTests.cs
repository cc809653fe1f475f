using System.Security.Cryptography;
using Microsoft.Playwright;
using Portal.Tests.EndToEnd.Parts;
using Portal.Tests.Unit.Certificates;

namespace Portal.Tests.EndToEnd.ControlPanel;

/// <summary>What goes wrong in forms of the control panel stands where it went wrong, and costs nobody what they typed.</summary>
public sealed class PanelFormTests(PanelWorld world) : IClassFixture<PanelWorld>
{
    [Fact]
    public async Task No_page_breaks_its_own_policy_or_fails_in_its_scripts()
    {
        await world.AddDomain("portal.crawled.example");
        var page = await world.SignedIn(bypassPolicy: false);
        var words = new List<string>();
        page.Console += (_, message) => words.Add($"{page.Url}: {message.Text}");
        page.PageError += (_, error) => words.Add($"{page.Url}: {error}");
        var waiting = new Queue<string>(["/domains"]);
        var seen = new HashSet<string>(waiting, StringComparer.Ordinal);
        while (waiting.TryDequeue(out var path))
        {
            await page.GotoAsync(world.Url(path));
            await Assertions.Expect(page.Locator("html.scripted")).ToHaveCountAsync(1);
            await Assertions.Expect(page.Locator("iframe.next")).ToHaveCountAsync(0);
            // Files are no pages, and a list in another order or of another time is the same page.
            foreach (var next in await page.EvaluateAsync<string[]>(
                "[...document.links].filter(a => a.origin === location.origin && !a.target && !a.matches('.sort, .range, [href*=\".csv\"]'))"
                + ".map(a => a.pathname + a.search)"))
            {
                if (seen.Add(next))
                    waiting.Enqueue(next);
            }
        }

        Assert.Empty(words);
        Assert.Superset(
            new HashSet<string>
            {
                "/domains/new", "/domains/portal.crawled.example", "/domains/portal.crawled.example/delete", "/brands", "/brands/new",
                "/files", "/audit", "/keys", "/profile", "/customers", "/customers/new", "/carriers", "/carriers/new", "/staff",
                "/staff/new", "/calls", "/breakout",
            },
            seen);
    }

    [Fact]
    public async Task The_preview_tells_what_the_pages_policy_blocks()
    {
        await world.AddDomain("portal.blocked.example");
        var page = await world.SignedIn(bypassPolicy: false);
        await page.GotoAsync(world.Url("/domains/portal.blocked.example#advanced"));
        var told = page.Locator("[data-blocked]");
        await Assertions.Expect(told).ToBeHiddenAsync();
        await page.FillAsync("#css", ".portal-heading { background: url(https://pictures.example/a.png); }");
        await Assertions.Expect(told).ToContainTextAsync("(img-src): https://pictures.example/a.png");
        await page.FillAsync("#javaScript", "fetch('https://api.example/')");
        await Assertions.Expect(told).ToContainTextAsync("It names https://api.example");
        await page.SelectOptionAsync("#scriptSources", "any");
        await Assertions.Expect(told).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_bad_picture_is_told_at_its_field_and_nothing_typed_is_lost()
    {
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/domains/new"));
        await page.FillAsync("#brandName", "Typed before");
        await page.ClickAsync(".tabs a[href='#look']");
        await page.SetInputFilesAsync(
            "#upload", new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = "no picture at all"u8.ToArray() });
        await Assertions.Expect(page.Locator("[data-upload] .error")).ToContainTextAsync("JPG, PNG or GIF");
        await Assertions.Expect(page.Locator("#brandName")).ToHaveValueAsync("Typed before");
    }

    [Fact]
    public async Task A_certificate_with_the_wrong_key_is_refused_at_the_key()
    {
        await world.AddDomain("portal.own.example");
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/domains/portal.own.example"));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = MadeCertificate.Leaf("portal.own.example", from: now.AddDays(-1), to: now.AddDays(30));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await page.ClickAsync("#certificate summary");
        await page.FillAsync("#certificate-pem", certificate.Pem);
        await page.FillAsync("#privateKey", other.ExportPkcs8PrivateKeyPem());
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this certificate" }).ClickAsync();
        await Assertions.Expect(page.Locator("#privateKey-error")).ToContainTextAsync("does not belong to this certificate");
        await Assertions.Expect(page.Locator("#privateKey")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_test_mail_tells_what_the_server_said()
    {
        await world.AddDomain("portal.mailing.example");
        await using var sink = new SmtpSink(new SinkManners { Recipient = "550 5.1.1 Nobody of that name lives here" });
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/domains/portal.mailing.example#smtp"));
        await page.FillAsync("[id='smtp.server']", "localhost");
        await page.FillAsync("[id='smtp.port']", sink.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await page.SelectOptionAsync("[id='smtp.security']", "none");
        await page.FillAsync("[id='smtp.from']", "Acme <billing@acme.example>");
        await page.ClickAsync("[data-save]");
        await page.Reaches("**done=saved*");
        await page.FillAsync("#to", "you@customer.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Assertions.Expect(page.Locator("#test-mail details pre")).ToContainTextAsync("Nobody of that name lives here");
    }

    [Fact]
    public async Task The_form_works_without_scripts()
    {
        var page = await world.SignedIn(scripts: false);
        await page.GotoAsync(world.Url("/domains/new"));
        await page.FillAsync("#host", "not a host");
        await page.FillAsync("#brandName", "Plain form");
        await page.FillAsync("#footer", "Typed once");
        await page.ClickAsync("[data-save]");
        await Assertions.Expect(page.Locator("#host-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#footer")).ToHaveValueAsync("Typed once");
        await page.FillAsync("#host", "portal.scriptless.example");
        await page.ClickAsync("[data-save]");
        await page.Reaches("**/domains/portal.scriptless.example?done=added");
        await Assertions.Expect(page.Locator("#footer")).ToHaveValueAsync("Typed once");
    }

    [Fact]
    public async Task Leaving_a_form_with_unsaved_changes_asks_first()
    {
        await world.AddDomain("portal.guarded.example");
        var page = await world.SignedIn();
        await page.GotoAsync(world.Url("/domains/portal.guarded.example"));
        await page.FillAsync("#brandName", "Not saved");
        var asked = new TaskCompletionSource<string>();
        async void Stay(object? sender, IDialog dialog)
        {
            await dialog.DismissAsync();
            asked.TrySetResult(dialog.Type);
        }

        page.Dialog += Stay;
        await page.EvaluateAsync("() => { setTimeout(() => document.querySelector('nav a[href=\"/brands\"]').click(), 0) }");
        Assert.Equal("beforeunload", await asked.Task.WaitAsync(TimeSpan.FromSeconds(15), TimeProvider.System));
        await Assertions.Expect(page.Locator("#brandName")).ToHaveValueAsync("Not saved");
        page.Dialog -= Stay;
        await page.ClickAsync("[data-save]");
        await page.Reaches("**done=saved*");
        await page.ClickAsync("nav a[href='/brands']");
        await page.Reaches("**/brands");
    }
}
