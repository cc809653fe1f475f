using Microsoft.Extensions.DependencyInjection;
using Portal.Brands;
using Portal.Domains;
using Portal.Saving;

namespace Portal.Customers;

internal static class CustomerRegistration
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddSingleton<CustomerRules>()
        .AddFollowUp<CustomerState, CustomerFollowUp>()
        .AddSingleton(new KeptColumns("customers' tags", CustomerTags.Correct))
        .AddSingleton<CustomerPeople>()
        .AddSingleton<CustomerItems>()
        .AddSingleton<ICustomerItems>(provider => provider.GetRequiredService<CustomerItems>())
        .AddSingleton<ICustomerDirectory, CustomerDirectory>()
        .AddSingleton<IUses<DomainState>, CustomerUses>()
        .AddSingleton<IUses<BrandState>, CustomerUses>()
        .AddSingleton<CustomerDesk>()
        .AddSingleton<ItemDesk>()
        .AddSingleton<CustomerContactDesk>()
        .AddSingleton<AccessDesk>()
        .AddSingleton<ITemplateCustomers, TemplateCustomers>();
}
