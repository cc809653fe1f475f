using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Portal.WebHost.Portals;

/// <summary>Hands what a page is made of to its components.</summary>
internal sealed class ShellRoot<TPage> : IComponent
    where TPage : IComponent
{
    public const string Model = nameof(Model);
    public const string Parts = nameof(Parts);

    private RenderHandle handle;
    private ShellModel? model;
    private ShellParts? parts;

    public void Attach(RenderHandle renderHandle) => handle = renderHandle;

    public Task SetParametersAsync(ParameterView parameters)
    {
        model = parameters.GetValueOrDefault<ShellModel>(Model);
        parts = parameters.GetValueOrDefault<ShellParts>(Parts);
        handle.Render(Build);
        return Task.CompletedTask;
    }

    private void Build(RenderTreeBuilder builder)
    {
        builder.OpenComponent<CascadingValue<ShellModel>>(0);
        builder.AddComponentParameter(1, "Value", model);
        builder.AddComponentParameter(2, "IsFixed", true);
        builder.AddComponentParameter(3, "ChildContent", (RenderFragment)(inner =>
        {
            inner.OpenComponent<CascadingValue<ShellParts>>(0);
            inner.AddComponentParameter(1, "Value", parts);
            inner.AddComponentParameter(2, "IsFixed", true);
            inner.AddComponentParameter(3, "ChildContent", (RenderFragment)(page =>
            {
                page.OpenComponent<TPage>(0);
                page.CloseComponent();
            }));
            inner.CloseComponent();
        }));
        builder.CloseComponent();
    }
}
