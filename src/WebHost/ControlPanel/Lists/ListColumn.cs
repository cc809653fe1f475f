using Microsoft.AspNetCore.Components;

namespace Portal.WebHost.ControlPanel;

/// <summary>A column of a list, declared once: its head, its cells, whether it sorts, and whether people may take it away.</summary>
/// <param name="Key">Kept with whoever chose it: never rename.</param>
/// <param name="Text">Its head.</param>
public sealed record ListColumn<T>(string Key, string Text, RenderFragment<T> Cell)
{
    /// <summary>Of the list's plan; null: nothing is sorted by it.</summary>
    public string? Sort { get; init; }

    /// <summary>What it is sorted by, in words, after “By”.</summary>
    public string? SortText { get; init; }

    public bool IsNumber { get; init; }

    public bool IsMuted { get; init; }

    /// <summary>Names the row: it heads its card on a phone, and is always there.</summary>
    public bool IsName { get; init; }

    /// <summary>What can be done with the row: it has no head, and is always there.</summary>
    public bool IsAction { get; init; }

    /// <summary>Left out on phones, unless somebody chose it.</summary>
    public bool IsWide { get; init; }

    /// <summary>There for those alone who chose it.</summary>
    public bool IsExtra { get; init; }

    /// <summary>Takes a line of its card for itself.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether people decide if it is there.</summary>
    public bool IsOptional => !IsName && !IsAction;
}
