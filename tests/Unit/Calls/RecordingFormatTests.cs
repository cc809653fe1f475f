using Portal.Calls;

namespace Portal.Tests.Unit.Calls;

public sealed class RecordingFormatTests
{
    [Theory]
    [InlineData("524946462400000057415645666d7420", "wav")]
    [InlineData("4944330400000000000054495432", "mp3")]
    [InlineData("fffb90c4000000000000000000000000", "mp3")]
    [InlineData("fff384c4000000000000000000000000", "mp3")]
    [InlineData("4f67675300020000000000000000", "ogg")]
    [InlineData("5249464624000000415649204c495354", null)]
    [InlineData("ffd8ffe000104a46494600010100", null)]
    [InlineData("ffff90c4000000000000000000000000", null)]
    [InlineData("fff15080021ffc0000000000", null)]
    [InlineData("3c21444f43545950452068746d6c", null)]
    [InlineData("52494646", null)]
    [InlineData("", null)]
    public void Audio_is_known_by_how_it_begins(string head, string? format) =>
        Assert.Equal(format, RecordingFormat.Of(Convert.FromHexString(head))?.Name);

    [Fact]
    public async Task A_recording_of_more_than_the_bound_is_refused_while_it_is_read()
    {
        await using var fits = new RecordingStream(new byte[12], new MemoryStream(new byte[88]), most: 100);
        using var kept = new MemoryStream();
        await fits.CopyToAsync(kept, TestContext.Current.CancellationToken);
        Assert.Equal(100, kept.Length);
        await using var large = new RecordingStream(new byte[12], new MemoryStream(new byte[89]), most: 100);
        await Assert.ThrowsAsync<RecordingTooLargeException>(() => large.CopyToAsync(kept, TestContext.Current.CancellationToken));
    }
}
