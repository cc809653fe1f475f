using Microsoft.Extensions.DependencyInjection;

namespace Portal.SignUp;

internal static class SignUpRegistration
{
    public static IServiceCollection AddSignUp(this IServiceCollection services) => services
        .AddSingleton<MailBudgets>()
        .AddSingleton<SignUpMails>()
        .AddSingleton<SignUpNotices>()
        .AddSingleton<SignUpDecisions>()
        .AddSingleton<SignUpSteps>()
        .AddSingleton<SignUpRows>()
        .AddSingleton<ISignUpDirectory>(services => services.GetRequiredService<SignUpRows>());
}
