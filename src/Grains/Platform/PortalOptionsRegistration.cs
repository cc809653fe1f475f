using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Portal.Platform;

/// <summary>How every part of the product gets its settings: read by <see cref="SettingsReader"/>, validated at start.</summary>
internal static class PortalOptionsRegistration
{
    /// <summary>
    /// Registers options of a section. A wrong value stops the start: one line on the error output with the key, the
    /// value and what is allowed (<see cref="SettingsFailure"/>). Registering twice is the same as once.
    /// </summary>
    /// <param name="section">The section's whole key: <c>Portal:Acme</c>.</param>
    public static IServiceCollection AddPortalOptions<TOptions, TValidator>(this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        if (services.Any(s => s.ServiceType == typeof(IValidateOptions<TOptions>) && s.ImplementationType == typeof(TValidator)))
            return services;

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        services.AddSingleton(new SettingsSection(section, typeof(TOptions)));
        services.AddOptions<TOptions>()
            .Configure<IConfiguration>((options, configuration) =>
            {
                var failures = new List<string>();
                SettingsReader.Read(options, configuration.GetSection(section), failures);
                if (failures.Count > 0)
                    throw new OptionsValidationException(section, typeof(TOptions), failures);
            })
            .ValidateOnStart();
        return services;
    }

    /// <summary>Reads and validates a section at once, for what must be known before the container is built.</summary>
    /// <exception cref="OptionsValidationException">A value is wrong; its failures name key, value and what is allowed.</exception>
    public static TOptions ReadPortalOptions<TOptions, TValidator>(this IConfiguration configuration, string section)
        where TOptions : class, new()
        where TValidator : class, IValidateOptions<TOptions>, new()
    {
        var options = new TOptions();
        var failures = new List<string>();
        SettingsReader.Read(options, configuration.GetSection(section), failures);
        if (failures.Count == 0 && new TValidator().Validate(null, options) is { Failed: true, Failures: { } refused })
            failures.AddRange(refused);
        return failures.Count > 0 ? throw new OptionsValidationException(section, typeof(TOptions), failures) : options;
    }
}
