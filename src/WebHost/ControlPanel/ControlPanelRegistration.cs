using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>The control panel's whole surface for the program that hosts it.</summary>
internal static class ControlPanelRegistration
{
    public static IServiceCollection AddControlPanel(this IServiceCollection services)
    {
        services.AddRouting();
        return services
            .AddSingleton<UiFiles>()
            .AddSingleton<UnsettledWatch>()
            .AddSingleton<StaffTries>()
            .AddSingleton<StaffCookies>()
            .AddSingleton<SetupLinks>()
            .AddSingleton<SiteUrl>()
            .AddSingleton<DomainForm>()
            .AddSingleton<BrandForm>()
            .AddSingleton<PlatformForm>()
            .AddSingleton<MailPaths>()
            .AddSingleton<CustomerPages>()
            .AddSingleton<CustomerFilter>()
            .AddSingleton<CallPages>()
            .AddSingleton<ChargesOfCustomer>()
            .AddSingleton<AlertPages>()
            .AddSingleton<SumsPages>()
            .AddSingleton<IntakePages>()
            .AddSingleton<LastChange>()
            .AddSingleton<DomainDeletion>()
            .AddSingleton<BrandDeletion>()
            .AddSingleton<CustomerDeletion>()
            .AddSingleton<StaffDeletion>()
            .AddSingleton<Fragments>()
            .AddSingleton<IStartLine, SetupLine>();
    }

    /// <summary>Answers everything that reaches it. Use it last, for control hosts alone.</summary>
    public static IApplicationBuilder UseControlPanel(this IApplicationBuilder app)
    {
        var panel = new ApplicationBuilder(app.ApplicationServices);
        panel.UseMiddleware<PanelGuard>();
        panel.UseMiddleware<StaffGate>();
        panel.UseRouting();
        panel.UseEndpoints(Map);
        var answer = panel.Build();
        return app.Use(_ => context =>
        {
            // Routing of the whole program may have chosen something for this path.
            context.SetEndpoint(null);
            context.Request.RouteValues.Clear();
            return answer(context);
        });
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        UiFiles.Map(routes);
        SignInEndpoints.Map(routes);
        ForgotEndpoints.Map(routes);
        SetupEndpoints.Map(routes);
        PanelPlatformEndpoints.Map(routes);
        DomainListEndpoints.Map(routes);
        PanelDomainEndpoints.Map(routes);
        DomainActions.Map(routes);
        CertificateActions.Map(routes);
        CustomerListEndpoints.Map(routes);
        PanelCustomerEndpoints.Map(routes);
        PanelApprovalEndpoints.Map(routes);
        PanelContactEndpoints.Map(routes);
        PanelItemEndpoints.Map(routes);
        PanelCallEndpoints.Map(routes);
        PanelBreakoutEndpoints.Map(routes);
        PanelLiveEndpoints.Map(routes);
        PanelMappingEndpoints.Map(routes);
        PanelIntakeEndpoints.Map(routes);
        FindEndpoints.Map(routes);
        PanelBrandEndpoints.Map(routes);
        PanelFileEndpoints.Map(routes);
        MailLogEndpoints.Map(routes);
        PanelAuditEndpoints.Map(routes);
        KeyEndpoints.Map(routes);
        StaffEndpoints.Map(routes);
        StaffInvitationEndpoints.Map(routes);
        ProfileEndpoints.Map(routes);
        ColumnEndpoints.Map(routes);
        BackFromForms.Map(routes);
        routes.MapFallback((StaffCall call) => PanelPage.NotFound(call));
    }
}
