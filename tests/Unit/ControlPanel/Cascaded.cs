using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Portal.WebHost.ControlPanel;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.ControlPanel;

/// <summary>The look's fields as a domain's page has them: with what they inherit around them.</summary>
internal sealed class Cascaded : ComponentBase
{
    [Parameter] public required FormValues Values { get; set; }

    [Parameter] public required object Inheritance { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<CascadingValue<Inheritance>>(0);
        builder.AddAttribute(1, "Value", (Inheritance)Inheritance);
        builder.AddAttribute(2, "ChildContent", (RenderFragment)(inner =>
        {
            inner.OpenComponent<CascadingValue<FormValues>>(0);
            inner.AddAttribute(1, "Value", Values);
            inner.AddAttribute(2, "ChildContent", (RenderFragment)(form =>
            {
                form.OpenComponent<LookForm>(0);
                form.AddAttribute(1, "Values", Values);
                form.AddAttribute(2, "Files", Array.Empty<Portal.Files.FileView>());
                form.CloseComponent();
            }));
            inner.CloseComponent();
        }));
        builder.CloseComponent();
    }
}
