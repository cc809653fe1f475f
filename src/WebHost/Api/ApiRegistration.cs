using Portal.Hosting.Ops;

namespace Portal.WebHost.Api;

/// <summary>The API's whole surface for the program that hosts it.</summary>
internal static class ApiRegistration
{
    public static IServiceCollection AddPortalApi(this IServiceCollection services) => services
        .AddRouting()
        .AddSingleton<KeyCheck>()
        .AddSingleton<CustomerAnswers>()
        .AddSingleton<AnswerStore>()
        .AddSingleton<IWarmUp, FirstKeyCheck>()
        .AddHostedService<LastUse>();

    /// <summary>Answers <c>/api</c> and <c>/openapi</c>. Use it for control hosts alone.</summary>
    public static IApplicationBuilder UsePortalApi(this IApplicationBuilder app)
    {
        var api = ApiPipeline.Build(app.ApplicationServices);
        return app.Use(next => context =>
        {
            var path = context.Request.Path;
            if (!path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
                && !path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase))
                return next(context);
            // Routing of the whole program may have chosen something for this path, a fallback page for instance.
            context.SetEndpoint(null);
            context.Request.RouteValues.Clear();
            return api(context);
        });
    }
}
