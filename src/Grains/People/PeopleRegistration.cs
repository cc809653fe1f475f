using Microsoft.Extensions.DependencyInjection;
using Portal.Saving;

namespace Portal.People;

internal static class PeopleRegistration
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<EmailHolds>()
        .AddSingleton<PersonRows>()
        .AddSingleton<PersonCustomers>()
        .AddFollowUp<PersonState, PersonFollowUp>()
        .AddSingleton<PersonTools>()
        .AddSingleton<HomeHosts>()
        .AddSingleton<IThrottle, Throttle>()
        .AddSingleton<Tries>()
        .AddSingleton<IContactDirectory, ContactDirectory>()
        .AddSingleton<IContactDesk, ContactDesk>();
}
