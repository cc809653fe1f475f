using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.WebHost.Portals;

/// <summary>Runs a page's component and gives its markup.</summary>
internal sealed class PageWriter(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<string> Write(PageModel model)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<CascadingValue<PageModel>>(ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["Value"] = model,
                ["IsFixed"] = true,
                ["ChildContent"] = Content(model.Kind == PageKind.SignIn ? typeof(SignInPage) : typeof(NoticePage)),
            }));
            return page.ToHtmlString();
        });
    }

    private static RenderFragment Content(Type component) => builder =>
    {
        builder.OpenComponent(0, component);
        builder.CloseComponent();
    };
}
