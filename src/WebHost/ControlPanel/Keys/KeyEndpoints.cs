using Portal.ApiKeys;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>API keys: made, shown once, revoked. Owners only: a key can do what its maker can.</summary>
internal static class KeyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/keys", (StaffCall call, ApiKeyDesk desk) => Page(call, desk, new FormValues()));
        routes.MapPost("/keys", Create);
        routes.MapPost("/keys/{id}/revoke", Revoke);
    }

    private static async Task<IResult> Create(StaffCall call, ApiKeyDesk desk)
    {
        if (ApiKeyDesk.Refuse(call.Caller, changes: true) is { } refused)
            return PanelPage.Refused(call, refused);
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var (values, errors) = (FormValues.From(form), new List<FieldError>());
        var day = new FormFields(values, "", errors).Day("expiresAt");
        var settings = new ApiKeySettings
        {
            Name = values.One("name")?.Trim() ?? "",
            Scopes = values.Many("scopes"),
            ExpiresAt = day is { } last ? new DateTimeOffset(last.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null,
            Rights = new StaffRights { Role = StaffRole.Owner },
        };
        var (key, digest) = ApiKeyText.New();
        var result = await desk.Create(call.Caller, settings, errors, digest, call.Change(form), call.Aborted);
        return result.IsDone ? await Page(call, desk, new FormValues(), key)
            : result.Errors.Count > 0 ? await Page(call, desk, values.With(result.Errors), status: StatusCodes.Status422UnprocessableEntity)
            : PanelPage.Refused(call, result);
    }

    private static async Task<IResult> Revoke(string id, StaffCall call, ApiKeyDesk desk)
    {
        var result = await desk.Revoke(call.Caller, id, call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)), call.Aborted);
        return result.IsDone ? SignInEndpoints.SeeOther("/keys") : PanelPage.Refused(call, result);
    }

    private static async Task<IResult> Page(
        StaffCall call, ApiKeyDesk desk, FormValues values, string? shown = null, int status = StatusCodes.Status200OK)
    {
        var url = ListUrl.Of(call.Context, "/keys", ApiKeyList.Plan);
        var found = await desk.List(call.Caller, url.Query(), call.Aborted);
        return !found.IsDone ? PanelPage.Refused(call, found) : PanelPage.Of<KeyPage>(
            new { Call = call, Url = url, Page = found.Value, Values = values, Shown = shown },
            status == StatusCodes.Status200OK ? ListUrl.Status(found.Value) : status);
    }
}
