using Microsoft.Extensions.DependencyInjection;

namespace Portal.People;

internal static class PeopleRegistration
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<EmailKeys>()
        .AddSingleton<EmailHolds>()
        .AddSingleton<PersonRows>()
        .AddSingleton<PersonCustomers>()
        .AddSingleton<PersonEffects>()
        .AddSingleton<PersonTools>()
        .AddSingleton<HomeHosts>()
        .AddSingleton<IThrottle, Throttle>()
        .AddSingleton<Tries>()
        .AddSingleton<IContactDirectory, ContactDirectory>()
        .AddSingleton<IContactDesk, ContactDesk>();
}
