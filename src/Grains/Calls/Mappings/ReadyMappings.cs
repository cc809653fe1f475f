using System.Text.Json;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>A mapping that came with the program.</summary>
/// <param name="Sample">Records as its switch writes them: one that was answered, one busy, one cancelled.</param>
internal sealed record ReadyMapping(MappingView View, string Sample);

/// <summary>
/// Mappings for switches that many have. Each is a file in <c>Ready</c> with a sample beside it, whose source its notes name.
/// </summary>
internal static class ReadyMappings
{
    private const string Folder = "Mappings.";

    public static readonly IReadOnlyList<ReadyMapping> All =
        [.. new[] { "asterisk", "cgrates", "connexcs", "freeswitch", "kamailio" }.Select(Read)];

    public static ReadyMapping? Find(string name) => All.FirstOrDefault(one => one.View.Settings.Name == name);

    private static ReadyMapping Read(string name)
    {
        var settings = JsonSerializer.Deserialize<MappingSettings>(Text($"{name}.json"), PortalJson.Options)!;
        return new(
            new(settings, 1, DateTimeOffset.UnixEpoch, ReadyMade: true),
            Text($"{name}.sample.{(settings.Format == MappingFormat.Csv ? "csv" : "json")}"));
    }

    private static string Text(string file)
    {
        using var stream = typeof(ReadyMappings).Assembly.GetManifestResourceStream(Folder + file)
            ?? throw new InvalidOperationException($"{file} is missing in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
