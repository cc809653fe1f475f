using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>The first start in three steps: account, platform's host name, first domain. Each may be skipped but the first.</summary>
internal static class SetupRoutes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/setup/account", Account);
        routes.MapPost("/setup/account", CreateAccount);
        routes.MapGet("/setup", (StaffCall call) => Results.Redirect("/setup/platform"));
        routes.MapGet("/setup/platform", Platform);
        routes.MapGet("/setup/domain", FirstDomain);
        routes.MapPost("/setup/finish", Finish);
    }

    private static async Task<IResult> Account(StaffCall call, string? token, IGrainFactory grains) =>
        token is { Length: 64 } && await grains.GetGrain<IStaffSetupGrain>(0).Accepts(SetupLinks.HashOf(token))
            ? Page(call, token, new FormValues())
            : PanelPage.Refused(call, "This link does not work, or was used already. The server prints a new one when it starts, as long as there is no account.", StatusCodes.Status404NotFound);

    private static async Task<IResult> CreateAccount(StaffCall call, IGrainFactory grains, StaffSessions sessions, StaffCookies cookies)
    {
        var form = await call.Context.Request.ReadFormAsync(call.Aborted);
        var values = FormValues.From(form);
        var token = form["token"].ToString();
        var settings = new OperatorSettings { Email = values.One("email") ?? "", Name = values.One("name") ?? "", Rights = new StaffRights { Role = StaffRole.Owner } };
        var change = new Change(Guid.NewGuid().ToString("N"), new Actor("system", "setup", "First start", call.From));
        var result = await grains.GetGrain<IStaffSetupGrain>(0).CreateFirst(SetupLinks.HashOf(token), settings, form["password"].ToString(), change);
        return result.Outcome switch
        {
            SaveOutcome.Saved => await SignInRoutes.Enter(call, result.Value!.Settings.Email, "/setup/platform", grains, sessions, cookies),
            SaveOutcome.Invalid => Page(call, token, values.With(result.Errors), StatusCodes.Status422UnprocessableEntity),
            _ => PanelPage.Refused(call, "This link was used already. Sign in with the account that was made with it.", StatusCodes.Status404NotFound),
        };
    }

    private static async Task<IResult> Platform(StaffCall call, IGrainFactory grains, IOptions<PlatformOptions> platform)
    {
        if (await grains.GetGrain<IStaffSetupGrain>(0).Stage() == SetupStage.Done)
            return Results.Redirect("/domains");
        var host = platform.Value.PlatformHost;
        return PanelPage.Of<SetupPlatformPage>(new { Call = call, Host = host, Addresses = await Resolve(host) });
    }

    private static async Task<IResult> FirstDomain(StaffCall call, IGrainFactory grains)
    {
        var setup = grains.GetGrain<IStaffSetupGrain>(0);
        if (await setup.Stage() == SetupStage.Done)
            return Results.Redirect("/domains");
        await setup.Reach(SetupStage.Domain);
        return Results.Redirect("/domains/new");
    }

    private static async Task<IResult> Finish(StaffCall call, IGrainFactory grains)
    {
        await grains.GetGrain<IStaffSetupGrain>(0).Reach(SetupStage.Done);
        return SignInRoutes.SeeOther("/domains");
    }

    /// <summary>The addresses that this machine finds for the name; empty: none, or no answer in time.</summary>
    private static async Task<string[]> Resolve(string host)
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            return [.. (await System.Net.Dns.GetHostAddressesAsync(host, limit.Token)).Select(a => a.ToString()).Distinct()];
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException or ArgumentException)
        {
            return [];
        }
    }

    private static IResult Page(StaffCall call, string token, FormValues values, int status = StatusCodes.Status200OK) =>
        PanelPage.Of<SetupAccountPage>(new { Call = call, Token = token, Values = values }, status);
}
