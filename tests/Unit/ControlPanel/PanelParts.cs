using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.WebHost.ControlPanel;
using Portal.WebHost.Front;

namespace Portal.Tests.Unit.ControlPanel;

/// <summary>Parts of the control panel's pages as markup, without a portal running.</summary>
internal static class PanelParts
{
    /// <param name="pages">The sections that can be opened.</param>
    public static async Task<string> Render<T>(Dictionary<string, object?> parameters, params string[] pages)
        where T : IComponent
    {
        await using var services = new ServiceCollection()
            .AddSingleton<UiFiles>()
            .AddSingleton<ISectionPages>(new Pages(pages))
            .BuildServiceProvider();
        return await new Fragments(services, NullLoggerFactory.Instance).Render<T>(parameters);
    }

    private sealed class Pages(string[] pages) : ISectionPages
    {
        public bool Has(string section) => pages.Contains(section, StringComparer.Ordinal);
    }
}
