using System.Globalization;
using Portal.ApiKeys;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>API keys: made, shown once, revoked. Owners only: a key can do what its maker can.</summary>
internal static class KeyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/keys", (StaffCall call, IApiKeyDirectory keys) => call.Rights.CanManageStaff ? Page(call, keys, new FormValues()) : Task.FromResult(PanelPage.Forbidden(call)));
        routes.MapPost("/keys", Create);
        routes.MapPost("/keys/{id}/revoke", Revoke);
    }

    private static async Task<IResult> Create(StaffCall call, IGrainFactory grains, IApiKeyDirectory keys)
    {
        if (!call.Rights.CanManageStaff)
            return PanelPage.Forbidden(call);
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var values = FormValues.From(form);
        DateTimeOffset? end = null;
        if (values.One("expiresAt") is { } written)
        {
            if (!DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return await Page(
                    call,
                    keys,
                    values.With([new FieldError("expiresAt", "Enter a date, such as 2030-12-31, or leave it empty.")]),
                    status: StatusCodes.Status422UnprocessableEntity);
            end = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        }

        var settings = new ApiKeySettings
        {
            Name = values.One("name")?.Trim() ?? "",
            Scopes = values.Many("scopes"),
            ExpiresAt = end,
            Rights = new StaffRights { Role = StaffRole.Owner },
        };
        var change = call.Change(form);
        var (key, digest) = ApiKeyText.New();
        var result = await grains.GetGrain<IApiKeyGrain>(ApiKeyText.IdFor(change.OperationId)).Create(settings, digest, change);
        return result.IsSaved
            ? await Page(call, keys, new FormValues(), key)
            : await Page(call, keys, values.With(result.Errors), status: StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Revoke(string id, StaffCall call, IGrainFactory grains, IApiKeyDirectory keys)
    {
        if (!call.Rights.CanManageStaff)
            return PanelPage.Forbidden(call);
        if (await keys.Find(id, call.Aborted) is null)
            return PanelPage.NotFound(call);
        await grains.GetGrain<IApiKeyGrain>(id).Revoke(call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)));
        return SignInRoutes.SeeOther("/keys");
    }

    private static async Task<IResult> Page(StaffCall call, IApiKeyDirectory keys, FormValues values, string? shown = null, int status = StatusCodes.Status200OK)
    {
        var url = ListUrl.Of(call.Context, "/keys", ApiKeyList.Plan);
        var page = await keys.List(url.Query(call) with { Brands = null }, call.Aborted);
        return PanelPage.Of<KeyPage>(
            new { Call = call, Url = url, Page = page, Values = values, Shown = shown },
            status == StatusCodes.Status200OK ? ListUrl.Status(page) : status);
    }
}
