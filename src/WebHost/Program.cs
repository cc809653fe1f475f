using Portal.Hosting;
using Portal.WebHost.Api;
using Portal.WebHost.Front;
using Portal.WebHost.Portals;

return await PortalProgram.Run(args, async settings =>
{
    var builder = WebApplication.CreateSlimBuilder(settings);
    builder.WebHost.UseKestrelHttpsConfiguration();
    builder.AddLogDefaults();
    builder.AddPortalRole();
    builder.Services
        .AddFront()
        .AddPortals()
        .AddPortalApi();
    var app = builder.Build();
    app.UseFront();
    app.UsePortalApi();
    await app.RunFront();
});
