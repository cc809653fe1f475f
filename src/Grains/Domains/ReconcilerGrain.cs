using Dapper;
using Microsoft.Extensions.Logging;
using Portal.Brands;
using Portal.Customers;
using Portal.Files;
using Portal.People;
using Portal.Staff;
using Portal.Storage;

namespace Portal.Domains;

/// <summary>
/// Finds documents whose stored version is not the one that their read model settled at, and has their grains do the
/// rest again. Each write of these states is one version, so the store's own row version is compared: no document is read.
/// </summary>
[GrainType("reconciler")]
internal sealed partial class ReconcilerGrain(PortalDatabase database, ILogger<ReconcilerGrain> logger) : Grain, IReconcilerGrain, IRemindable
{
    private const string Reminder = "nightly";
    private const int AtOnce = 200;

    private static readonly string Domains = Behind("domain", "portal_domains", "host", "settled");
    private static readonly string Brands = Behind("brand", "portal_brands", "id", "version");
    private static readonly string Persons = Behind("person", "portal_persons", "id", "settled");

    // A customer's rows settle at a write, not at a version: the steps of a move write without a new version.
    private static readonly string Customers = Behind("customer", "portal_customers", "id", "settled");
    private static readonly string Files = Behind("file", "portal_files", "name", "version");

    // Few, and written without a new version whenever somebody signs in: all of them, whatever their rows say.
    private const string Staff = """
        SELECT s.GrainIdExtensionString FROM OrleansStorage s
        WHERE s.GrainTypeString = 'operator' AND s.GrainIdExtensionString > @after
        ORDER BY s.GrainIdExtensionString LIMIT @limit
        """;

    public async Task Start() => await this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(2), TimeSpan.FromDays(1));

    public Task ReceiveReminder(string reminderName, TickStatus status) => Run();

    public async Task<int> Run()
    {
        var repaired = await Each(Brands, id => GrainFactory.GetGrain<IBrandGrain>(id).Repair())
            + await Each(Domains, host => GrainFactory.GetGrain<IDomainGrain>(host).Repair())
            + await Each(Customers, id => GrainFactory.GetGrain<ICustomerGrain>(id).Repair())
            + await Each(Persons, id => GrainFactory.GetGrain<IPersonGrain>(id).Repair())
            + await Each(Files, key => GrainFactory.GetGrain<IFileGrain>(key).Repair());
        await Each(Staff, email => GrainFactory.GetGrain<IOperatorGrain>(email).Repair());
        if (repaired > 0)
            LogRepaired(logger, repaired);
        return repaired;
    }

    private static string Behind(string type, string rows, string key, string settled) => $"""
        SELECT s.GrainIdExtensionString FROM OrleansStorage s
        LEFT JOIN {rows} r ON r.{key} = s.GrainIdExtensionString
        WHERE s.GrainTypeString = '{type}' AND s.GrainIdExtensionString > @after AND COALESCE(r.{settled}, 0) <> s.Version
        ORDER BY s.GrainIdExtensionString LIMIT @limit
        """;

    private async Task<int> Each(string sql, Func<string, Task> repair)
    {
        var count = 0;
        for (var after = ""; ;)
        {
            List<string> keys;
            await using (var connection = await database.Read.OpenConnectionAsync())
                keys = (await connection.QueryAsync<string>(sql, new { after, limit = AtOnce })).AsList();
            if (keys.Count == 0)
                return count;

            foreach (var key in keys)
                await repair(key);
            count += keys.Count;
            after = keys[^1];
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} read models were behind their documents and have been repaired")]
    private static partial void LogRepaired(ILogger logger, int count);
}
