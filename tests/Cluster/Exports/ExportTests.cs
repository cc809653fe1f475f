using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Portal.Blobs;
using Portal.Exports;
using Portal.Mail;
using Portal.People;
using Portal.Saving;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.Cluster.Portals;
using Portal.Views;
using Portal.WebHost.Portals;

namespace Portal.Tests.Cluster.Exports;

/// <summary>Files that are made in the background, whoever is killed on the way, and only for those who may have them.</summary>
public abstract class ExportTests(PortalHost portal)
{
    private const int Calls = 5000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IExports Exports => portal.Service<IExports>();

    private ExportRun Run => portal.Service<ExportRun>();

    private BreakingBlobs Blobs => (BreakingBlobs)portal.Service<IBlobs>();

    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public async Task A_file_whose_worker_is_killed_is_finished_by_another_with_the_same_bytes(string format)
    {
        using var reader = await Reader();
        var files = new List<(ExportJob Job, string Text)>();
        foreach (var left in (int?[])[null, 1, 4])
        {
            var id = await reader.Ask(format, "from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z");
            Blobs.Left = left;
            await Work();
            Blobs.Left = null;
            if (left is { } parts)
            {
                // Killed: its lease holds until it is over, and nobody else takes it before.
                Assert.Equal((ExportState.Running, parts, parts * 1000L), Of(await reader.Job(id)));
                await reader.Add(Calls + (parts * 100), 50);
                Assert.False(await Work());
                portal.Clock.Push(ExportLimits.Lease + TimeSpan.FromSeconds(1));
                Assert.True(await Work());
            }

            var job = await reader.Job(id);
            Assert.Equal(ExportState.Done, job.State);
            var file = await reader.Browser.Get($"/exports/{id}/file");
            Assert.Equal(job.Sha256, Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(file.Text))));
            // Calls that came after it was asked for are in the next one.
            files.Add((job, string.Join('\n', file.Text.Split('\n').Where(line => !line.Contains("=1+51", StringComparison.Ordinal)))));
        }

        Assert.Equal([Calls, Calls, Calls + 50], files.Select(file => file.Job.Rows));
        Assert.Equal(files[0].Job.Sha256, files[1].Job.Sha256);
        Assert.Single(files.Select(file => file.Text).Distinct());

        static (ExportState, int, long) Of(ExportJob job) => (job.State, job.Parts, job.Rows);
    }

    [Fact]
    public async Task A_workbook_whose_worker_is_killed_is_made_anew_and_whole()
    {
        using var reader = await Reader();
        var id = await reader.Ask("xlsx");
        Blobs.Left = 2;
        await Work();
        Blobs.Left = null;
        Assert.Equal(2, (await reader.Job(id)).Parts);
        portal.Clock.Push(ExportLimits.Lease + TimeSpan.FromSeconds(1));
        await Work();
        var job = await reader.Job(id);
        Assert.Equal((ExportState.Done, Calls), (job.State, job.Rows));
        await using var stream = new ExportStream(portal.Service<ExportBlobs>(), await Exports.Parts(id, Stop));
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole, Stop);
        Assert.Equal(job.Bytes, whole.Length);
        using var archive = new ZipArchive(whole);
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.Equal(Calls + 1, (await sheet.ReadToEndAsync(Stop)).Split("<row").Length - 1);
        Assert.Equal(job.Parts, await Blobs.List(ExportBlobs.Folder + id + "/", Stop).CountAsync(Stop));
    }

    [Fact]
    public async Task A_file_is_had_from_any_byte_on_and_told_by_mail()
    {
        using var reader = await Reader();
        var id = await reader.Ask("csv");
        await Work();
        var whole = await reader.Browser.Get($"/exports/{id}/file");
        Assert.Equal(200, whole.Status);
        foreach (var (from, to) in ((long, long?)[])[(0, 9), (100, 70_000), (100_000, null)])
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/exports/{id}/file");
            request.Headers.Range = new RangeHeaderValue(from, to);
            var part = await reader.Browser.Send(request);
            Assert.Equal(206, part.Status);
            Assert.Equal(whole.Text[(int)from..(to is { } end ? (int)end + 1 : whole.Text.Length)], part.Text);
        }

        await portal.Service<ExportMails>().Tell(Stop);
        await portal.Service<ExportMails>().Tell(Stop);
        var mail = Assert.Single(portal.Mails.To(reader.Email), mail => mail.Kind == MailKind.ExportReady);
        Assert.Equal(("/exports", "5,000"), (mail.Link, mail.Values["rows"]));
        var json = JsonNode.Parse((await reader.Browser.Get("/exports/" + id)).Text)!;
        Assert.Equal(("done", Calls), ((string)json["state"]!, (int)json["rows"]!));
    }

    [Fact]
    public async Task A_column_that_is_taken_away_meanwhile_ends_it_with_a_sentence()
    {
        using var reader = await Reader();
        await reader.Change(domain => domain with { CdrColumns = ["callTime", "rate", "charge"] });
        var id = await reader.Ask("csv");
        Blobs.Meanwhile = () => reader.Change(domain => domain with { CdrColumns = ["callTime", "charge"] });
        await Work();
        Blobs.Meanwhile = null;
        var job = await reader.Job(id);
        Assert.Equal((ExportState.Ended, "Column.rate"), (job.State, job.Reason));
        Assert.Equal(404, (await reader.Browser.Get($"/exports/{id}/file")).Status);
        Assert.Equal(0, await Blobs.List(ExportBlobs.Folder + id + "/", Stop).CountAsync(Stop));
    }

    [Fact]
    public async Task A_file_that_is_made_is_gone_with_the_access_to_it()
    {
        using var reader = await Reader();
        var id = await reader.Ask("csv");
        await Work();
        Assert.Equal(200, (await reader.Browser.Get($"/exports/{id}/file")).Status);
        await reader.Change(domain => domain with { CdrColumns = ["callTime"] });
        Assert.Equal(404, (await reader.Browser.Get($"/exports/{id}/file")).Status);
        Assert.Equal(ExportState.Ended, (await reader.Job(id)).State);
        Assert.Equal(0, await Blobs.List(ExportBlobs.Folder + id + "/", Stop).CountAsync(Stop));

        await reader.Change(domain => domain with { Access = ["dashboard"] });
        Assert.Equal(404, (await reader.Browser.Get("/exports")).Status);
    }

    [Fact]
    public async Task A_file_with_whole_numbers_is_gone_once_the_brand_masks_them_and_a_new_one_has_them_masked()
    {
        using var reader = await Reader();
        await reader.Change(domain => domain with { CdrColumns = ["callTime", "source"] });
        var id = await reader.Ask("csv");
        await Work();
        var whole = await reader.Browser.Get($"/exports/{id}/file");
        Assert.Equal(200, whole.Status);
        await reader.MaskNumbers(0);
        await Eventually.Holds(async () => (await reader.Browser.Get($"/exports/{id}/file")).Status == 404, "the file is gone");
        Assert.Equal((ExportState.Ended, "Mask"), ((await reader.Job(id)).State, (await reader.Job(id)).Reason));

        var next = await reader.Ask("csv");
        await Work();
        var masked = await reader.Browser.Get($"/exports/{next}/file");
        Assert.Equal(200, masked.Status);
        Assert.Equal(whole.Text.Length, masked.Text.Length);
        Assert.NotEqual(whole.Text, masked.Text);
    }

    [Fact]
    public async Task A_contact_that_is_disabled_gets_no_file()
    {
        using var reader = await Reader();
        var id = await reader.Ask("csv");
        var contact = reader.Contact;
        var disabled = contact.Settings with { Status = ContactStatus.Disabled };
        Assert.True((await portal.Service<IContactDesk>().Save(
            contact.Customer, contact.Id, disabled, SecretInput.Keep, PortalHost.By("off/" + id), Stop)).IsSaved);
        await Work();
        var job = await reader.Job(id);
        Assert.Equal((ExportState.Ended, "Access"), (job.State, job.Reason));
    }

    [Fact]
    public async Task Bounds_keep_one_contact_from_filling_the_queue_and_time_empties_it()
    {
        using var reader = await Reader();
        for (var i = 0; i < ExportLimits.OfContact; i++)
            await reader.Ask("csv");
        var form = (await reader.Browser.Get("/cdr?range=last7d")).Page.QuerySelector("form[action='/exports']")!;
        Assert.Equal(422, (await reader.Browser.Post("/exports", [.. PortalVisitor.Hidden(form), ("format", "csv")])).Status);
        while (await Work())
        {
        }

        var jobs = await Exports.Of(reader.Contact.Id, Stop);
        Assert.All(jobs, job => Assert.Equal(ExportState.Done, job.State));
        portal.Clock.Push(ExportLimits.Kept + TimeSpan.FromSeconds(1));
        await portal.Service<ExportCleaning>().RemoveExpired(Stop);
        Assert.Empty(await Exports.Of(reader.Contact.Id, Stop));
        Assert.Equal(0, await Blobs.List($"{ExportBlobs.Folder}{jobs[0].Id}/", Stop).CountAsync(Stop));
        Assert.Empty(await Exports.Parts(jobs[0].Id, Stop));
    }

    [Fact]
    public async Task A_view_that_is_scheduled_becomes_a_file_each_time_and_once()
    {
        using var reader = await Reader();
        var (schedules, run) = (portal.Service<IExportSchedules>(), portal.Service<ScheduledExports>());
        var view = new SavedView("cdr", "Mine", "range=last7d&columns=charge,rate", false);
        await portal.Service<ISavedViews>().Put(reader.Contact.Id, view, Stop);
        var page = (await reader.Browser.Get("/cdr?range=last7d")).Page.QuerySelector("form[action='/views']")!;
        Assert.Equal(303, (await reader.Browser.Post(
            "/views/schedule", [.. PortalVisitor.Hidden(page), ("name", "Mine"), ("every", "daily"), ("format", "csv")])).Status);
        await run.Run(Stop);
        Assert.Empty(await Exports.Of(reader.Contact.Id, Stop));
        for (var day = 1; day <= 2; day++)
        {
            portal.Clock.Push(TimeSpan.FromDays(1));
            await run.Run(Stop);
            await run.Run(Stop);
            var jobs = await Exports.Of(reader.Contact.Id, Stop);
            Assert.Equal(day, jobs.Count);
            // What the domain doesn't show isn't asked for.
            Assert.EndsWith("columns=charge", jobs[0].Query, StringComparison.Ordinal);
        }

        await portal.Service<ISavedViews>().Delete(reader.Contact.Id, "cdr", "Mine", Stop);
        portal.Clock.Push(TimeSpan.FromDays(1));
        await run.Run(Stop);
        Assert.Empty(await schedules.Of(reader.Contact.Id, Stop));
        while (await Work())
        {
        }
    }

    [Fact]
    public async Task Whoever_lost_a_file_changes_nothing_of_it()
    {
        using var reader = await Reader();
        var id = await reader.Ask("csv");
        portal.Clock.Push(ExportLimits.Settles + TimeSpan.FromSeconds(1));
        var first = (await Exports.Take(Stop))!;
        Assert.Equal(id, first.Id);
        Assert.True(await Exports.Hold(first, Stop));
        portal.Clock.Push(ExportLimits.Lease + TimeSpan.FromSeconds(1));
        var second = (await Exports.Take(Stop))!;
        Assert.Equal(id, second.Id);
        Assert.False(await Exports.Hold(first, Stop));
        Assert.False(await Exports.Finish(first, "00", Stop));
        using var empty = new MemoryStream();
        Assert.False(await portal.Service<ExportBlobs>().Add(first with { Parts = 1 }, empty, 0, Stop));
        await Exports.End(first, ExportState.Failed, "Tries");
        Assert.Equal(ExportState.Running, (await reader.Job(id)).State);
        await Run.Do(second, Stop);
        Assert.Equal(ExportState.Done, (await reader.Job(id)).State);
    }

    private async Task<ExportReaderAtHome> Reader()
    {
        var reader = new ExportReaderAtHome(portal, "e");
        await reader.SignIn(Calls);
        return reader;
    }

    /// <summary>Does what a worker does with the next file; false: there is none.</summary>
    private async Task<bool> Work()
    {
        portal.Clock.Push(ExportLimits.Settles + TimeSpan.FromSeconds(1));
        if (await Exports.Take(Stop) is not { } job)
            return false;
        await Run.Do(job, Stop);
        return true;
    }
}

public sealed class ExportsOnSqlite(ExportHost portal) : ExportTests(portal), IClassFixture<ExportHost>;

public sealed class ExportsOnPostgres(PostgresExportHost portal) : ExportTests(portal), IClassFixture<PostgresExportHost>;
