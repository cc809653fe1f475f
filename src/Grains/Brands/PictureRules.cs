using Portal.Files;
using Portal.Saving;

namespace Portal.Brands;

/// <summary>A picture that settings name must be among the public files.</summary>
internal static class PictureRules
{
    public static async Task<string?> Check(string? written, string field, IFileDirectory files, FieldErrors errors, CancellationToken cancellation)
    {
        var before = errors.All.Count;
        var name = TextRules.Line(written, field, FileName.Longest, errors);
        if (name is not null && errors.All.Count == before && await files.Find(name, cancellation) is null)
            errors.Add(field, $"There is no public file “{name}”. Upload it first, or choose another.");
        return name;
    }
}
