using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Serialization;
using Portal.Hosting.Clocks;
using Portal.Hosting.Clustering;
using Portal.Hosting.Commands;
using Portal.Hosting.Keys;
using Portal.Hosting.Ops;
using Portal.Hosting.Stopping;
using Portal.Hosting.Storage;
using Portal.Platform;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Hosting;

/// <summary>How a process hosts the product's grains, or calls those that others host.</summary>
internal static class PortalHosting
{
    /// <summary>As <c>Portal:Role</c> says: with a silo inside (<c>all</c>), or as a client of silos elsewhere (<c>web</c>).</summary>
    public static IHostApplicationBuilder AddPortalRole(this IHostApplicationBuilder builder) =>
        builder.ReadNode().Role == PortalRole.Web ? builder.AddPortalClient() : builder.AddPortalSilo();

    /// <summary>
    /// A silo in this process: grains, storage, reminders, key ring. Read stores and <c>IGrainFactory</c> are there for the
    /// host too.
    /// </summary>
    public static IHostApplicationBuilder AddPortalSilo(this IHostApplicationBuilder builder)
    {
        var node = builder.ReadNode();
        builder.AddPortalBase();
        builder.Services.AddSingleton<IListens>(new SiloPorts(node));
        builder.Services.AddHostedService<VerbSocket>();
        builder.Services.TryAddSingleton<IProcessEnd, ProcessEnd>();
        builder.Services.AddSingleton<IFatalErrorHandler, FatalEnd>();
        builder.Services.AddSingleton<SiloDetails>();
        builder.Services.AddSingleton<ILocalSiloDetails>(provider => provider.GetRequiredService<SiloDetails>());
        builder.UseOrleans(silo => silo
            .UsePortalClustering(node)
            .UsePortalStorage(node.Storage.Provider)
            .UsePortalPlacement()
            .Configure<GrainCollectionOptions>(collection => collection.CollectionQuantum = ShortStay.Look)
            .AddIncomingGrainCallFilter<StoreFaults>()
            .UseSteadyClock()
            .AddActivityPropagation());
        builder.Services.AddHostedService<ClockWatch>();
        builder.Services.AddSingleton<MemberWatch>();
        builder.Services.AddSingleton<IReadiness>(provider => provider.GetRequiredService<MemberWatch>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<MemberWatch>());
        return builder;
    }

    /// <summary>A client of silos elsewhere. The same read stores as beside a silo.</summary>
    public static IHostApplicationBuilder AddPortalClient(this IHostApplicationBuilder builder)
    {
        var node = builder.ReadNode();
        builder.AddPortalBase();
        builder.UseOrleansClient(client => client.UsePortalClustering(node).AddActivityPropagation());
        return builder;
    }

    private static NodeOptions ReadNode(this IHostApplicationBuilder builder) =>
        builder.Configuration.ReadPortalOptions<NodeOptions, NodeOptionsValidator>("Portal");

    private static void AddPortalBase(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Preparation>();
        // First of all hosted services: what it makes ready, the others use.
        builder.Services.AddHostedService<PreparationAtStart>();
        builder.Services.AddPortalParts(builder.Configuration);
        builder.Services.AddSingleton<IOutgoingGrainCallFilter, RepeatWhenGone>();
        builder.Services.AddSingleton<IVerb, ResetOwner>();
        builder.Services.AddSingleton<IVerb, Rebuild>();
        builder.Services.AddSingleton<IVerb, ImportCdrs>();
        builder.Services.AddSingleton<SqliteCopy>();
        builder.Services.AddSingleton<IVerb, Backup>();
        builder.Services.AddHostedService<StoreWatch>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
    }

    /// <summary>What every role has, without a silo or a client: storage, key ring, read stores.</summary>
    public static IServiceCollection AddPortalParts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPortalOptions<NodeOptions, NodeOptionsValidator>("Portal");
        var node = configuration.ReadPortalOptions<NodeOptions, NodeOptionsValidator>("Portal");
        services.AddSingleton(provider =>
            new FleetCheck(
                node,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetService<MemberRows>(),
                provider.GetService<SiloDetails>()));
        if (node.Storage.Provider == StorageProvider.Postgres)
            services.AddSingleton(provider => new MemberRows(provider.GetRequiredService<PortalDatabase>(), node));
        return services
            .AddPortalStorage(configuration)
            .AddPortalKeys(configuration)
            .AddPortalGrains(configuration);
    }

    private static ISiloBuilder UsePortalPlacement(this ISiloBuilder silo)
    {
        // One strategy for each grain class: the number of shards is its own.
        silo.Services.AddSingleton<SpreadHome>().AddPlacementDirector<SpreadPlacement, SpreadDirector>(ServiceLifetime.Transient);
        return silo;
    }

    private static ISiloBuilder UsePortalStorage(this ISiloBuilder silo, StorageProvider provider)
    {
        // The default serializer writes type names that it refuses to read after a restart.
        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.Services.Configure<SystemTextJsonGrainStorageSerializerOptions>(target => PortalJson.Apply(target.JsonSerializerOptions));
        var invariant = provider == StorageProvider.Sqlite ? "System.Data.SQLite" : SiloClustering.PostgresInvariant;
        silo.AddAdoNetGrainStorageAsDefault(storage => storage.Configure<PortalDatabase>((target, database) =>
        {
            target.Invariant = invariant;
            target.DataSource = database.Write;
        }));
        silo.UseAdoNetReminderService(reminders => reminders.Configure<PortalDatabase>((target, database) =>
        {
            target.Invariant = invariant;
            target.DataSource = database.Write;
        }));
        return silo;
    }
}
