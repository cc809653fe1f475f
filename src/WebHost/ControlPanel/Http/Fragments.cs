using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.WebHost.ControlPanel;

/// <summary>Renders a component to markup: a page, or a part that is sent after it.</summary>
internal sealed class Fragments(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<string> Render<TComponent>(IDictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
