namespace Portal.Files;

/// <summary>A picture as it is served: written by us, without metadata.</summary>
/// <param name="Content">The file's bytes.</param>
/// <param name="Type"><c>image/png</c> or <c>image/jpeg</c>.</param>
/// <param name="Width">In CSS pixels, as pages show it: at most 350. The file has up to twice as many, for dense screens.</param>
/// <param name="Height">In CSS pixels.</param>
internal sealed record Picture(byte[] Content, string Type, int Width, int Height);
