namespace Portal.Exports;

/// <summary>Whose a file is, and in which words it is written.</summary>
/// <param name="Contact">A person's place at one customer.</param>
/// <param name="Host">The domain that it was asked for on.</param>
/// <param name="Language">Of labels.</param>
/// <param name="Culture">Of separators and points.</param>
internal sealed record ExportOwner(string Contact, string Customer, string Person, string Host, string Language, string Culture);
