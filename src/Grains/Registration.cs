using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.ApiKeys;
using Portal.Audit;
using Portal.Blobs;
using Portal.Brands;
using Portal.Calls;
using Portal.Certificates;
using Portal.Credentials;
using Portal.Customers;
using Portal.Dns;
using Portal.Domains;
using Portal.Feed;
using Portal.Files;
using Portal.Lists;
using Portal.Mail;
using Portal.People;
using Portal.Platform;
using Portal.Saving;
using Portal.Secrets;
using Portal.SignUp;
using Portal.Staff;

namespace Portal;

/// <summary>Everything that grains need and front ends read with, whichever role the process has.</summary>
internal static class Registration
{
    public static IServiceCollection AddPortalGrains(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services
            .AddPlatform()
            .AddPlatformDocument()
            .AddSecrets()
            .AddCredentials()
            .AddStaff()
            .AddSaving()
            .AddBlobs()
            .AddFeed()
            .AddLists()
            .AddAudit()
            .AddApiKeys(configuration)
            .AddFiles()
            .AddDomains()
            .AddBrands()
            .AddCustomers()
            .AddCalls()
            .AddCallIntake()
            .AddLiveCalls()
            .AddDns(configuration)
            .AddCertificates()
            .AddPeople()
            .AddSignUp()
            .AddMail(configuration);
    }
}
