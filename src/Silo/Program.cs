using Microsoft.AspNetCore.Builder;
using Portal.Hosting;
using Portal.Hosting.Ops;
using Portal.Hosting.Stopping;

return await PortalProgram.Run(args, async settings =>
{
    var builder = WebApplication.CreateSlimBuilder(settings);
    builder.Configuration["Portal:Role"] = "silo";
    builder.AddLogDefaults();
    builder.AddPortalSilo();
    builder.Services.AddPortalOps().AddPortalStopping();
    await using var app = builder.Build();
    app.UsePoliteGoodbye();
    app.MapPortalOps();
    await app.RunPortal();
});
