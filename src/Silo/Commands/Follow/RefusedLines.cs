using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Portal.Hosting.Commands;

/// <summary>
/// The lines that weren't taken, with their reason: a file of JSON lines that grows. What a crash left in it beyond the saved place is
/// cut off, since those lines come again.
/// </summary>
internal sealed class RefusedLines(string path, TimeProvider clock)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Path => path;

    /// <param name="length">That was saved; null: nobody knows.</param>
    public void Resume(long? length)
    {
        if (length is not { } known || !File.Exists(path))
            return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        if (file.Length > known)
            file.SetLength(known);
    }

    /// <returns>How long the file is now.</returns>
    public long Append(SpoolBatch batch, IReadOnlyList<UntakenLine> lines)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        foreach (var (line, reason) in lines)
        {
            using (var json = new Utf8JsonWriter(file, Readable))
                Write(json, batch, line, reason);
            file.WriteByte((byte)'\n');
        }

        file.Flush(flushToDisk: true);
        return file.Length;
    }

    private void Write(Utf8JsonWriter json, SpoolBatch batch, int line, string reason)
    {
        json.WriteStartObject();
        json.WriteString("time", clock.GetUtcNow());
        json.WriteString("file", batch.File);
        json.WriteNumber("at", batch.At + batch.Lines[line].Start.Value);
        json.WriteString("reason", reason);
        try
        {
            json.WriteString("line", Strict.GetString(batch.Line(line)));
        }
        catch (DecoderFallbackException)
        {
            json.WriteBase64String("base64", batch.Line(line));
        }

        json.WriteEndObject();
    }
}
