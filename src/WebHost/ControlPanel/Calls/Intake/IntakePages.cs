using Microsoft.Extensions.Options;
using Portal.Calls;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>Gathers what the intake's page shows.</summary>
internal sealed class IntakePages(IntakeWatchDesk desk, MappingDesk mappings, IOptions<FrontOptions> front, TimeProvider clock)
{
    public async Task<IResult> Show(StaffCall call, CorrectionModel? correction)
    {
        var found = await desk.All(call.Caller, call.Aborted);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var model = new IntakeModel
        {
            Call = call,
            Switches = found.Value,
            Now = clock.GetUtcNow(),
            IsDemo = front.Value.Demo,
            Mappings = [.. (await mappings.All(call.Caller, call.Aborted)).Select(one => one.Settings.Name)],
            Correction = correction,
        };
        return PanelPage.Of<IntakePage>(
            new { Model = model },
            correction?.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
