namespace Portal.Calls;

/// <summary>A kind of audio that browsers play, known by how it begins and never by what somebody calls it.</summary>
/// <param name="Name">Stored, and the ending of its file: never rename.</param>
/// <param name="Type">Media type.</param>
internal sealed record RecordingFormat(string Name, string Type)
{
    /// <summary>Bytes that are needed to tell.</summary>
    public const int Head = 12;

    public static readonly RecordingFormat Wav = new("wav", "audio/wav");
    public static readonly RecordingFormat Mp3 = new("mp3", "audio/mpeg");
    public static readonly RecordingFormat Ogg = new("ogg", "audio/ogg");

    private static readonly RecordingFormat[] All = [Wav, Mp3, Ogg];

    /// <summary>Null: only a newer release knows it.</summary>
    public static RecordingFormat? Named(string name) => Array.Find(All, one => one.Name == name);

    /// <summary>Null: it is none of them.</summary>
    public static RecordingFormat? Of(ReadOnlySpan<byte> head) =>
        head.Length < Head ? null
        : head.StartsWith("RIFF"u8) && head[8..].StartsWith("WAVE"u8) ? Wav
        : head.StartsWith("OggS"u8) ? Ogg
        : head.StartsWith("ID3"u8) || IsFrame(head) ? Mp3
        : null;

    // Eleven bits of one, a version and a layer that there are: layer III.
    private static bool IsFrame(ReadOnlySpan<byte> head) =>
        head[0] == 0xFF && (head[1] & 0xE0) == 0xE0 && (head[1] & 0x18) != 0x08 && (head[1] & 0x06) == 0x02 && (head[2] & 0xF0) != 0xF0;
}
