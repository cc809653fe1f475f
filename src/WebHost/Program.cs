using Portal.Hosting;
using Portal.Hosting.Ops;
using Portal.Hosting.Stopping;
using Portal.WebHost.Api;
using Portal.WebHost.ControlPanel;
using Portal.WebHost.Front;
using Portal.WebHost.Portals;

return await PortalProgram.Run(args, async settings =>
{
    var builder = WebApplication.CreateSlimBuilder(settings);
    builder.WebHost.UseKestrelHttpsConfiguration();
    builder.AddLogDefaults();
    builder.AddPortalRole();
    builder.Services
        .AddPortalOps()
        .AddPortalStopping()
        .AddFront()
        .AddPortals()
        .AddPortalApi()
        .AddControlPanel();
    await using var app = builder.Build();
    app.UsePoliteGoodbye();
    app.MapPortalOps();
    app.UseFront();
    app.UsePortalApi();
    app.UseControlPanel();
    await app.RunFront();
});
