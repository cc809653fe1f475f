using Portal.Customers;

namespace Portal.WebHost.Api;

/// <summary>The API as one piece: its own routing behind its own gate, so that no other face's route or cookie reaches into it.</summary>
internal static class ApiPipeline
{
    public const string Prefix = "/api/v1";

    public static RequestDelegate Build(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseMiddleware<ProblemGuard>();
        // The document and its page have no secret: whoever reaches a control host may read how the API works.
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase), gated => gated.UseMiddleware<KeyGate>());
        app.UseRouting();
        app.UseEndpoints(Map);
        return app.Build();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Prefix);
        api.AddEndpointFilter(KeyGate.CheckScope);
        api.AddEndpointFilter(OncePerKey.Filter);
        api.AddEndpointFilter(ShowFirst.Filter);
        DomainRoutes.Map(api);
        DnsRoutes.Map(api);
        CertificateRoutes.Map(api);
        TestMailRoutes.Map(api);
        BrandRoutes.Map(api);
        CustomerRoutes.Map(api, CustomerKind.Customer);
        CustomerRoutes.Map(api, CustomerKind.Carrier);
        ApprovalRoutes.Map(api);
        ItemRoutes.Map(api);
        ContactRoutes.Map(api);
        AccessRoutes.Map(api);
        FileRoutes.Map(api);
        AuditRoutes.Map(api);
        ApiKeyRoutes.Map(api);
        OperatorRoutes.Map(api);
        PlatformRoutes.Map(api);
        ReadingPage.Map(routes);
    }
}
