using Portal.Hosting.Ops;
using Portal.Hosting.Storage;

namespace Portal.WebHost.Front;

/// <summary>
/// A posted form, for every face: what can't be read as one is the sender's fault and is answered with 400, never as a fault of
/// ours.
/// </summary>
internal static class FormBody
{
    /// <exception cref="BadHttpRequestException">It can't be read, is too large (413) or came too slowly (408).</exception>
    public static async Task<IFormCollection> Read(HttpRequest request)
    {
        // Where an upgrade is asked for, reading would wait for the connection's end.
        if (request is { ContentLength: 0, HasFormContentType: true })
            request.Form = FormCollection.Empty;
        try
        {
            // Without a token: the server itself ends a read whose client has left.
            var form = await request.ReadFormAsync(CancellationToken.None);
            WholeBodies.WasRead(request.HttpContext);
            // Databases can't hold it, and nobody types it.
            return form.Any(field => HasNull(field.Key) || field.Value.Any(HasNull))
                ? throw new InvalidDataException("It contains a U+0000.")
                : form;
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            throw new BadHttpRequestException("The form can't be read.", StatusCodes.Status400BadRequest, unreadable);
        }
    }

    // The framework says it in many ways: too many fields, no boundary (InvalidDataException), a last part that is cut
    // (IOException), a part's charset that is unknown or not allowed (NotSupportedException for UTF-7), a header of a part.
    private static bool IsUnreadable(Exception problem) => problem switch
    {
        // It has its own status.
        BadHttpRequestException => false,
        IOException => !DiskFull.Is(problem),
        InvalidDataException or NotSupportedException or ArgumentException or FormatException or InvalidOperationException => true,
        _ => false,
    };

    private static bool HasNull(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;
}
