namespace Portal.Saving;

/// <summary>
/// Columns that a list keeps of another subject's rows, to be sorted and filtered by: they follow each write, and the nightly
/// comparison puts right what a crash or an older release left.
/// </summary>
/// <param name="Name">For the log.</param>
/// <param name="Sql">Corrects all rows that are wrong; none where none is.</param>
internal sealed record KeptColumns(string Name, string Sql);
