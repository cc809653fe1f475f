using System.Globalization;

namespace Portal.Hosting.Commands;

/// <summary>What <c>import cdrs --follow DIR</c> is asked to do.</summary>
/// <param name="Directory">The spool: files of lines that somebody appends to.</param>
/// <param name="State">Where it keeps its place, and the lines that weren't taken.</param>
internal sealed record FollowPlan(string Directory, string State)
{
    public const string Follow = "--follow";
    private const string StateIn = "--state";
    private const string MappedBy = "--mapping";
    private const string SwitchIs = "--switch";
    private const string WithHead = "--head";
    private const string Deleting = "--delete-after";
    private const string Other = "--to";
    private const string Key = "--key-file";
    private const int MostDays = 3660;

    public const string Usage =
        "Usage: import cdrs --follow DIR [--to URL --key-file FILE] [--switch NAME] [--mapping NAME [--head]] [--state DIR] "
            + "[--delete-after DAYS].";

    private static readonly string[] Paths = [Follow, StateIn, Key];
    private static readonly string[] Known = [Follow, StateIn, SwitchIs, MappedBy, Deleting, Other, Key];

    /// <summary>Another machine's API; null: this installation.</summary>
    public Uri? To { get; private init; }

    /// <summary>Has the API's key, or a user's name, a colon and the key.</summary>
    public string? KeyFile { get; private init; }

    /// <summary>Of lines that name none.</summary>
    public string? Switch { get; private init; }

    /// <summary>How lines that aren't of our own format are read.</summary>
    public string? Mapping { get; private init; }

    /// <summary>Whether the first line of a CSV file is its head, and no call.</summary>
    public bool HasHead { get; private init; }

    /// <summary>Files that were shipped whole and are older than so many days are deleted; null: none are.</summary>
    public int? DeleteAfter { get; private init; }

    public static bool IsAsked(string[] arguments) => arguments is ["cdrs", ..] && arguments.Contains(Follow, StringComparer.Ordinal);

    /// <summary>Paths as the process has them that this may be handed to.</summary>
    public static string[] Absolute(string[] arguments) =>
        [.. arguments.Select((one, i) => i > 0 && Paths.Contains(arguments[i - 1]) ? Path.GetFullPath(one) : one)];

    /// <returns>Or why there is none.</returns>
    public static (FollowPlan? Plan, string? Wrong) Read(string[] arguments)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < arguments.Length; i++)
        {
            var name = arguments[i];
            if (name == WithHead)
                options[name] = "";
            else if (!Known.Contains(name))
                return (null, $"{Usage} \"{name}\" is none of its options.");
            else if (++i == arguments.Length)
                return (null, $"{Usage} {name} needs a value.");
            else
                options[name] = arguments[i];
        }

        return Read(options);
    }

    private static (FollowPlan? Plan, string? Wrong) Read(Dictionary<string, string> options)
    {
        var directory = options[Follow];
        if (!System.IO.Directory.Exists(directory))
            return (null, $"\"{directory}\" is no directory.");
        if (options.ContainsKey(Other) != options.ContainsKey(Key))
            return (null, $"{Other} and {Key} belong together.");
        Uri? to = null;
        if (options.GetValueOrDefault(Other) is { } address && (to = Address(address)) is null)
            return (null, $"\"{address}\" must be https://HOST, or http:// on this machine: the key would be read on the way.");
        if (options.GetValueOrDefault(Key) is { } key && !File.Exists(key))
            return (null, $"\"{key}\" is no file.");
        int? days = null;
        if (options.GetValueOrDefault(Deleting) is { } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostDays)
                return (null, $"{Deleting} takes days, 1 to {MostDays}.");
            days = number;
        }

        var mapping = options.GetValueOrDefault(MappedBy);
        return (new(directory, options.GetValueOrDefault(StateIn) ?? Path.Combine(directory, ".follow"))
        {
            To = to,
            KeyFile = options.GetValueOrDefault(Key),
            Switch = options.GetValueOrDefault(SwitchIs),
            Mapping = mapping,
            // Our own CSV has one always; a mapping may count columns.
            HasHead = mapping is null || options.ContainsKey(WithHead),
            DeleteAfter = days,
        }, null);
    }

    private static Uri? Address(string text) =>
        Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : null;
}
