using System.Text.Json.Nodes;
using Portal.Exports;
using Portal.Mail;

namespace Portal.WebHost.Portals;

/// <summary>The files that are made in the background for whoever is signed in: a list, by page and by JSON, and asking for one.</summary>
internal sealed class ExportsPages(
    PortalAnswer answer,
    IExports exports,
    ExportBlobs blobs,
    ExportDownload download,
    ExportAsking asking,
    ExportLimits limits,
    IMailReach mail) : ISignedInPage
{
    public const string Path = "/exports";

    private const string Remove = "/delete";

    public string Key => "exports";

    public bool TakesJson => true;

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (!call.Sees("cdr"))
            return false;
        var isJson = JsonAnswer.IsWanted(call.Context.Request) && call.Stale is null;
        if (rest.Length == 0)
            return SectionForm.IsRead(call) ? await List(call, isJson) : isJson ? await TakeJson(call) : await TakeForm(call);
        if (rest[0] != '/' || await Own(call, rest[1..].Split('/')[0]) is not { } job)
            return false;
        rest = rest[(job.Id.Length + 1)..];
        if (SectionForm.IsRead(call))
        {
            return rest == "/file" ? await download.Send(call, job)
                : rest.Length == 0 && isJson ? await Sent(call, 200, job)
                : rest is "" or Remove && await SectionForm.BackTo(call, Path);
        }

        if (rest == Remove && !isJson)
        {
            _ = await SectionForm.Read(call);
            await Delete(job);
            return await SectionForm.BackTo(call, Path);
        }

        if (rest.Length > 0 || !HttpMethods.IsDelete(call.Context.Request.Method))
            return false;
        await Delete(job);
        call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    private async Task<bool> List(PortalCall call, bool isJson)
    {
        if (!isJson)
            return await Show(call, FormState.Blank);
        var all = await exports.Of(call.Place.Contact, call.Aborted);
        await JsonAnswer.Send(call.Context, 200, new JsonArray([.. all.Select(ToJson)]));
        return true;
    }

    private async Task<bool> TakeJson(PortalCall call)
    {
        if (!HttpMethods.IsPost(call.Context.Request.Method))
            return false;
        if (await JsonAnswer.Read(call.Context, ExportInput.Shape) is not { } json)
            return true;
        var (job, problems, busy) = await asking.Ask(call, ExportInput.Of(json));
        if (problems.Count > 0)
        {
            await JsonAnswer.Invalid(call.Context, problems);
        }
        else if (busy is not null)
        {
            call.Context.Response.Headers.RetryAfter = "60";
            await JsonAnswer.Refuse(call.Context, StatusCodes.Status429TooManyRequests, busy);
        }
        else
        {
            call.Context.Response.Headers.Location = $"{Path}/{job!.Id}";
            await Sent(call, StatusCodes.Status202Accepted, job);
        }

        return true;
    }

    private async Task<bool> TakeForm(PortalCall call)
    {
        var form = await SectionForm.Read(call);
        var (_, problems, busy) = await asking.Ask(call, ExportInput.Of(form));
        if (problems.Count == 0 && busy is null)
            return await SectionForm.BackTo(call, Path);
        var state = FormState.From(form);
        foreach (var problem in problems)
            state.Wrong(problem.Field, problem.Reason);
        if (busy is not null)
            state.Wrong("", busy);
        return await Show(call, state);
    }

    // A made-up id is looked for as little as another contact's.
    private async Task<ExportJob?> Own(PortalCall call, string id) =>
        id.Length == 32 && id.All(char.IsAsciiHexDigitLower) && await exports.Find(id, call.Aborted) is { } job
            && job.Contact == call.Place.Contact && job.ExpiresAt > call.Now ? job : null;

    private async Task Delete(ExportJob job)
    {
        await exports.Remove(job.Id, CancellationToken.None);
        await blobs.Clear(job.Id, CancellationToken.None);
    }

    private async Task<bool> Show(PortalCall call, FormState state)
    {
        var texts = TextSet.Of<ExportsPages>(call.Texts.Language);
        var all = await exports.Of(call.Place.Contact, call.Aborted);
        var isTold = !call.IsStaff && all.Any(job => job.IsOpen) && await mail.Leaves(call.Site.Look.Host, call.Aborted);
        await answer.Page<ExportsPage>(new ShellModel
        {
            Call = call,
            Section = Key,
            Title = texts["Title"],
            Texts = texts,
            Form = state,
            Data = new ExportsView(all, isTold, limits.MostRows),
            Status = state.HasErrors ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        });
        return true;
    }

    private static async Task<bool> Sent(PortalCall call, int status, ExportJob job)
    {
        await JsonAnswer.Send(call.Context, status, ToJson(job));
        return true;
    }

    private static JsonNode ToJson(ExportJob job) => new JsonObject
    {
        ["id"] = job.Id,
        ["section"] = job.Section,
        ["query"] = job.Query,
        ["format"] = Names<ExportFormat>.Of(job.Format),
        ["state"] = Names<ExportState>.Of(job.State),
        ["rows"] = job.Rows,
        ["total"] = job.Total,
        ["bytes"] = job.Bytes,
        ["sha256"] = job.Sha256,
        ["reason"] = job.Reason,
        ["expiresAt"] = Times.Text(job.ExpiresAt),
        ["file"] = job.State == ExportState.Done ? $"{Path}/{job.Id}/file" : null,
    };
}

/// <param name="IsTold">A mail comes when one is made.</param>
internal sealed record ExportsView(IReadOnlyList<ExportJob> Jobs, bool IsTold, long MostRows);
