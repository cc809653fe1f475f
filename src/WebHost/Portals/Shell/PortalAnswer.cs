using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.WebHost.Portals;

/// <summary>Answers of signed-in pages: a page in the shell, or on to another one.</summary>
internal sealed class PortalAnswer(IServiceProvider services, ILoggerFactory loggers, PageHeaders headers)
{
    public async Task Page<TPage>(ShellModel model)
        where TPage : IComponent
    {
        var call = model.Call;
        if (call.Stale is { } stale)
            model = model with { Form = model.Form.With(stale.Typed), Status = stale.Status };
        var site = call.Site;
        var language = Math.Max(0, Array.IndexOf(site.Look.Languages, call.Texts.Language));
        var parts = site.Shell[language] ??= await Parts(site, language);
        var response = call.Context.Response;
        await using var renderer = new HtmlRenderer(services, loggers);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<ShellRoot<TPage>>(
                ParameterView.FromDictionary(new Dictionary<string, object?>(2, StringComparer.Ordinal)
                {
                    [ShellRoot<TPage>.Model] = model,
                    [ShellRoot<TPage>.Parts] = parts,
                }));
            // Only now: a page that could not be made has not begun to answer.
            headers.WriteSignedIn(response, site, model.TypesPasswords);
            response.StatusCode = model.Status;
            if (HttpMethods.IsHead(call.Context.Request.Method))
                return;
            using var writer = new Utf8Writer(response.BodyWriter);
            page.WriteHtmlTo(writer);
            writer.Flush();
        });
        await response.BodyWriter.FlushAsync(call.Aborted);
    }

    /// <summary>404 in the shell: for what a signed-in contact asks for and does not have.</summary>
    public Task NotFound(PortalCall call)
    {
        var texts = TextSet.Of<ShellModel>(call.Texts.Language);
        return Page<MissingPage>(new ShellModel
        {
            Call = call,
            Section = "not-found",
            Title = texts["NotFound.Title"],
            Texts = texts,
            Status = StatusCodes.Status404NotFound,
        });
    }

    /// <summary>After a form: another page, by GET. The browser's way back doesn't send it again.</summary>
    public static Task SeeOther(PortalCall call, string path)
    {
        call.Context.Response.StatusCode = StatusCodes.Status303SeeOther;
        call.Context.Response.Headers.Location = path;
        call.Context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    private async Task<ShellParts> Parts(SitePages site, int language)
    {
        var model = site.Model(PageKind.NotFound, language);
        return ShellParts.Make(
            site,
            site.Look.Logo is null && site.Look.LogoDark is null ? "" : await Fragment<BrandLogo>(model),
            await Fragment<PageFooter>(model));
    }

    private async Task<string> Fragment<TPart>(PageModel model)
        where TPart : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<CascadingValue<PageModel>>(ParameterView.FromDictionary(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["Value"] = model,
                ["IsFixed"] = true,
                ["ChildContent"] = (RenderFragment)(builder =>
                {
                    builder.OpenComponent<TPart>(0);
                    builder.CloseComponent();
                }),
            }))).ToHtmlString());
    }
}
