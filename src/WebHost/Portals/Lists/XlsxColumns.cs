using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>A list's columns as those of a workbook: with labels, as people read them.</summary>
internal static class XlsxColumns
{
    public static XlsxColumn<T>[] Of<T>(PortalCall call, TextSet texts, IReadOnlyList<Column<T>> columns) =>
    [
        .. columns.Where(column => column.Export is not null).Select(column => new XlsxColumn<T>(
            column.Label(call, texts),
            row => column.Export!(call, row).Value,
            column.NamesZone ? TextSet.Of<ShellModel>(call.Texts.Language)["List.Offset"] : null)),
    ];
}
