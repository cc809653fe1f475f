namespace Portal.WebHost.Front;

/// <summary>A column of a workbook.</summary>
/// <param name="Value">A kind of value that <see cref="XlsxCells"/> knows.</param>
/// <param name="Offset">Head of the column beside it that has a time's offset; null: it has no times on somebody's clocks.</param>
internal sealed record XlsxColumn<T>(string Head, Func<T, object?> Value, string? Offset = null);
