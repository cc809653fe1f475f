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
    public static Task<string> Render<T>(Dictionary<string, object?> parameters, params string[] pages)
        where T : IComponent => Render<T>(parameters, services => services.AddSingleton<ISectionPages>(new Pages(pages)));

    /// <param name="add">What the part asks for.</param>
    public static async Task<string> Render<T>(Dictionary<string, object?> parameters, Action<IServiceCollection> add)
        where T : IComponent
    {
        var parts = new ServiceCollection().AddSingleton<UiFiles>();
        add(parts);
        await using var services = parts.BuildServiceProvider();
        return await new Fragments(services, NullLoggerFactory.Instance).Render<T>(parameters);
    }

    private sealed class Pages(string[] pages) : ISectionPages
    {
        public bool Has(string section) => pages.Contains(section, StringComparer.Ordinal);
    }
}
