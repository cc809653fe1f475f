using Microsoft.Extensions.DependencyInjection;
using Portal.Hosting.Storage;

namespace Portal.Hosting.Commands;

/// <summary>Brings the database's tables up to date.</summary>
internal static class Migrate
{
    public static async Task<int> Run(ServiceProvider services, TextWriter output)
    {
        await using (services)
        {
            var ran = await services.GetRequiredService<ISchema>().Migrate(CancellationToken.None);
            foreach (var script in ran)
                await output.WriteLineAsync($"{script}: done");
            await output.WriteLineAsync(ran.Count == 0 ? "The tables are up to date." : $"The tables are up to date ({ran.Count} new).");
            return 0;
        }
    }
}
