using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Hosting.Connections;

/// <summary>How much of this machine strangers may hold. Section <c>Portal:Limits</c>.</summary>
internal sealed class LimitOptions
{
    public const string Section = "Portal:Limits";

    /// <summary>Open connections in all. Null: from the number of files that may be open.</summary>
    public int? Connections { get; set; }

    /// <summary>Open connections of one address (IPv6: of one /64). Null: a quarter of all.</summary>
    public int? ConnectionsPerAddress { get; set; }
}

internal sealed class LimitOptionsValidator : IValidateOptions<LimitOptions>
{
    private const int Least = 16;
    private const int Most = 10_000_000;

    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        var failures = new List<string>();
        var files = FileLimit.Read();
        if (options.Connections is < Least or > Most)
            failures.Add(
                SettingsFailure.Say(
                    "Portal:Limits:Connections", options.Connections.Value, FormattableString.Invariant($"{Least} to {Most}")));
        else if (options.Connections is { } wished && files is { } known && wished > known - ConnectionBounds.Reserve)
            failures.Add(SettingsFailure.Say("Portal:Limits:Connections", wished, FormattableString.Invariant(
                $"at most {Math.Max(Least, known - ConnectionBounds.Reserve)} while {known} files may be open (LimitNOFILE, ulimit -n), ")
                + "or nothing: then it is derived from that"));
        if (options.ConnectionsPerAddress is < 4 or > Most)
            failures.Add(
                SettingsFailure.Say(
                    "Portal:Limits:ConnectionsPerAddress",
                    options.ConnectionsPerAddress.Value,
                    FormattableString.Invariant($"4 to {Most}")));
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
