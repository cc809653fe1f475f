using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Calls;
using Portal.Hosting.Calls;
using Portal.Platform;
using Portal.Storage;

namespace Portal.Hosting.Storage;

internal static class StorageRegistration
{
    /// <summary>The database of the configured provider, and what makes it ready before anything asks it.</summary>
    public static IServiceCollection AddPortalStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPortalOptions<StorageOptions, StorageOptionsValidator>("Portal");
        var options = configuration.ReadStorage();
        services.AddSingleton<DataDirectoryLock>();
        services.AddSingleton<StoreState>();
        services.AddSingleton<BlobCheck>();
        if (options.Storage.Provider == StorageProvider.Postgres)
        {
            var text = configuration.PostgresConnection();
            // The container disposes it, and with it the pool.
            services.AddSingleton(_ => NpgsqlDataSource.Create(text));
            services.AddSingleton(provider =>
            {
                var source = provider.GetRequiredService<NpgsqlDataSource>();
                return new PortalDatabase(source, source);
            });
            services.AddSingleton<ISchema, PostgresSchema>();
            services.AddSingleton<ICallTables, PostgresCallTables>();
        }
        else
        {
            var file = options.SqliteFile;
            services.AddSingleton(_ => new GatedSqliteSource(SqliteText(file, SqliteOpenMode.ReadWriteCreate)));
            services.AddSingleton(_ => new SqliteReadSource(SqliteText(file, SqliteOpenMode.ReadWrite)));
            services.AddSingleton(provider =>
                new PortalDatabase(provider.GetRequiredService<SqliteReadSource>(), provider.GetRequiredService<GatedSqliteSource>()));
            services.AddSingleton<ISchema, SqliteSchema>();
            services.AddSingleton<ICallTables, SqliteCallTables>();
            services.AddSingleton<IValidateOptions<CallRetentionOptions>, SqliteRetention>();
        }

        return services;
    }

    public static StorageOptions ReadStorage(this IConfiguration configuration) =>
        configuration.ReadPortalOptions<StorageOptions, StorageOptionsValidator>("Portal");

    /// <summary>The connection string, checked for form. Its password is never part of a message.</summary>
    public static string PostgresConnection(this IConfiguration configuration)
    {
        var text = configuration.GetConnectionString("Portal");
        if (string.IsNullOrWhiteSpace(text))
            throw new StartRefusedException(
                "ConnectionStrings:Portal is not set. Portal:Storage:Provider=postgres needs it, for example "
                    + "\"Host=db.internal;Database=portal;Username=portal;Password=…\".");
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            parts.ApplicationName ??= "portal";
            // Each statement is short: to start helpers for one, or to compile it, takes longer than to do it. And it follows indexes,
            // which are in memory or on a disk that has no arm to move.
            if (string.IsNullOrEmpty(parts.Options) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PGOPTIONS")))
                parts.Options = "-c max_parallel_workers_per_gather=0 -c jit=off -c random_page_cost=1.1";
            return parts.ConnectionString;
        }
        catch (ArgumentException failure)
        {
            throw new StartRefusedException(
                "ConnectionStrings:Portal can't be parsed. "
                    + "Allowed: a PostgreSQL connection string, "
                    + "for example \"Host=db.internal;Database=portal;Username=portal;Password=…\".",
                failure);
        }
    }

    // The two texts differ, or both kinds of connection would come from one pool. (Read-only mode can't open a
    // write-ahead log that nobody writes to.)
    private static string SqliteText(string file, SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        ForeignKeys = true,
        Pooling = true,
        DefaultTimeout = 10,
    }.ConnectionString;
}
