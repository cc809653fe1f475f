using System.Buffers;
using System.Text;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals;

public sealed class Utf8WriterTests
{
    [Fact]
    public void Whatever_the_pieces_the_bytes_are_those_of_the_text()
    {
        var text = string.Concat(Enumerable.Repeat("Zürich – 東京 – 👩‍💻 <b>", 1_500));
        var random = new Random(1);
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8Writer(output))
        {
            for (var at = 0; at < text.Length;)
            {
                // Halves of characters among them, single ones, and pieces larger than what is gathered.
                var length = Math.Min(text.Length - at, random.Next(20) == 0 ? 10_000 : random.Next(1, 9));
                if (length == 1)
                    writer.Write(text[at]);
                else
                    writer.Write(text.AsSpan(at, length));
                at += length;
            }

            writer.Flush();
        }

        Assert.Equal(text, Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
