using Microsoft.Extensions.Hosting;
using Portal.Hosting;

return await PortalProgram.Run(args, async settings =>
{
    var builder = Host.CreateApplicationBuilder(settings);
    builder.Configuration["Portal:Role"] = "silo";
    builder.AddPortalSilo();
    using var host = builder.Build();
    await host.RunPortal();
});
