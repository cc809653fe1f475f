using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>Keeps which columns somebody sees of a list.</summary>
internal static class ColumnEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/columns/{list}", Choose);

    private static async Task<IResult> Choose(string list, StaffCall call, IGrainFactory grains)
    {
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var chosen = form["usual"] == "true" ? null : form["columns"].OfType<string>().ToArray();
        await grains.GetGrain<IOperatorGrain>(call.Session!.Email).ChooseColumns(list, chosen);
        return SignInEndpoints.SeeOther(ReturnTo.Clean(form["back"]));
    }
}
