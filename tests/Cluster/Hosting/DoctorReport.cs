using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Hosting;
using Portal.Hosting.Commands;

namespace Portal.Tests.Cluster.Hosting;

/// <summary>What the verb <c>doctor</c> says, line by line.</summary>
internal static class DoctorReport
{
    public static async Task<string[]> Of(IReadOnlyDictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var output = new StringWriter();
        await Doctor.Run(
            configuration,
            () => new ServiceCollection()
                .AddSingleton<IConfiguration>(configuration)
                .AddLogging()
                .AddPortalParts(configuration)
                .BuildServiceProvider(),
            output);
        return output.ToString().Split(Environment.NewLine);
    }
}
