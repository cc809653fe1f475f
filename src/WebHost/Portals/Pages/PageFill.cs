using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>What a page shows besides what is the same for everybody: what was typed, what was wrong with it, what came of it.</summary>
internal sealed record PageFill
{
    public static readonly PageFill None = new();

    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What went wrong, above the form.</summary>
    public string? Problem { get; init; }

    /// <summary>What went well on the page before.</summary>
    public string? Word { get; init; }

    /// <summary>For <see cref="PortalCall.TokenField"/>; null where nobody is signed in.</summary>
    public string? FormToken { get; init; }

    /// <summary>For <see cref="PortalCall.OperationField"/>.</summary>
    public string? Operation { get; init; }

    /// <summary>Of a page that says something and leads on: its text.</summary>
    public string? Text { get; init; }

    /// <summary>Where it leads, and what the link says.</summary>
    public (string Path, string Name)? Next { get; init; }

    /// <summary>In place of the kind's own heading.</summary>
    public string? Heading { get; init; }

    /// <summary>
    /// In place of what the form's button says. On a page without fields: it is sent by that alone, by itself where JavaScript
    /// runs.
    /// </summary>
    public string? Button { get; init; }

    public EnrolmentPicture? Enrolment { get; init; }

    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>The link's form asks for a password.</summary>
    public bool AsksPassword { get; init; }

    public bool IsRefused => Problem is not null || Errors.Count > 0;

    /// <summary>What was typed into a field.</summary>
    public string? this[string name] => Typed.GetValueOrDefault(name);

    public string? Error(string field) => Errors.FirstOrDefault(error => error.Field == field)?.Reason;

    public override string ToString() => nameof(PageFill);
}

/// <param name="Svg">The QR code, ready to be written.</param>
/// <param name="Secret">For typing it.</param>
/// <param name="Offer">The same, sealed: it comes back with the code.</param>
internal sealed record EnrolmentPicture(string Svg, string Secret, string Offer)
{
    public override string ToString() => nameof(EnrolmentPicture);
}
