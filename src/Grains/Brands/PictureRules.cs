using Portal.Files;
using Portal.Saving;

namespace Portal.Brands;

/// <summary>A picture that settings name must be among the public files.</summary>
internal static class PictureRules
{
    /// <param name="brand">Whose document it is: its own files count, and the platform's.</param>
    public static async Task<string?> Check(
        string? written, string field, string? brand, IFileDirectory files, FieldErrors errors, CancellationToken cancellation)
    {
        var before = errors.All.Count;
        var name = TextRules.Line(written, field, FileName.Longest, errors);
        if (name is not null && errors.All.Count == before && await files.Resolve(name, brand, cancellation) is null)
            errors.Add(field, $"There is no public file “{name}”. Upload it first, or choose another.");
        return name;
    }
}
