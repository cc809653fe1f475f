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
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase),
            gated => gated.UseMiddleware<KeyGate>());
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
        DomainEndpoints.Map(api);
        DnsEndpoints.Map(api);
        CertificateEndpoints.Map(api);
        TestMailEndpoints.Map(api);
        BrandEndpoints.Map(api);
        CustomerEndpoints.Map(api, CustomerKind.Customer);
        CustomerEndpoints.Map(api, CustomerKind.Carrier);
        ApprovalEndpoints.Map(api);
        ItemEndpoints.Map(api);
        AlertEndpoints.Map(api);
        ContactEndpoints.Map(api);
        AccessEndpoints.Map(api);
        CdrEndpoints.Map(api);
        BreakoutEndpoints.Map(api);
        MappingEndpoints.Map(api);
        RecordingEndpoints.Map(api);
        LiveCallEndpoints.Map(api);
        RegistrationEndpoints.Map(api);
        FileEndpoints.Map(api);
        AuditEndpoints.Map(api);
        ApiKeyEndpoints.Map(api);
        OperatorEndpoints.Map(api);
        PlatformEndpoints.Map(api);
        ReadingPage.Map(routes);
    }
}
