using Microsoft.AspNetCore.Builder;
using Portal.Hosting;
using Portal.Hosting.Ops;

return await PortalProgram.Run(args, async settings =>
{
    var builder = WebApplication.CreateSlimBuilder(settings);
    builder.Configuration["Portal:Role"] = "silo";
    builder.AddPortalSilo();
    builder.Services.AddPortalOps();
    await using var app = builder.Build();
    app.MapPortalOps();
    await app.RunPortal();
});
