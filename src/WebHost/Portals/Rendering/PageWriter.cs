using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.WebHost.Portals;

/// <summary>Runs a page's component and gives its markup.</summary>
internal sealed class PageWriter(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<string> Write(PageModel model)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<CascadingValue<PageModel>>(
                ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["Value"] = model,
                    ["IsFixed"] = true,
                    ["ChildContent"] = Content(ComponentOf(model.Kind)),
                }));
            return page.ToHtmlString();
        });
    }

    private static Type ComponentOf(PageKind kind) => kind switch
    {
        PageKind.SignIn => typeof(SignInPage),
        PageKind.Code => typeof(CodePage),
        PageKind.SecondFactor => typeof(SecondFactorPage),
        PageKind.RecoveryCodes => typeof(RecoveryCodesPage),
        PageKind.SignUp or PageKind.CarrierSignUp => typeof(SignUpPage),
        PageKind.ForgotPassword => typeof(ForgotPasswordPage),
        PageKind.ResetPassword => typeof(ResetPasswordPage),
        PageKind.VerifyEmail => typeof(VerifyEmailPage),
        PageKind.Invitation => typeof(InvitationPage),
        PageKind.Notice or PageKind.NotFound => typeof(NoticePage),
    };

    private static RenderFragment Content(Type component) => builder =>
    {
        builder.OpenComponent(0, component);
        builder.CloseComponent();
    };
}
