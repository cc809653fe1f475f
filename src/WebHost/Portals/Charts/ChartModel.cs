namespace Portal.WebHost.Portals;

/// <summary>How a series is drawn.</summary>
internal enum ChartKind { Line, Bars }

/// <summary>One number over all points of a chart.</summary>
/// <param name="Values">One for each point; null: nobody knows it, which is a gap and no zero.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values)
{
    public ChartKind Kind { get; init; } = ChartKind.Line;

    /// <summary>Which of the theme's colours: <c>1</c> to <c>4</c>, or <c>rest</c>.</summary>
    public string Look { get; init; } = "1";
}

/// <summary>A chart: what is over time, or by something else. Drawn by <see cref="Chart"/> without any script.</summary>
internal sealed record ChartModel
{
    /// <summary>All of it in a sentence, for those who don't see it.</summary>
    public required string Label { get; init; }

    /// <summary>What each point is called.</summary>
    public required IReadOnlyList<string> Points { get; init; }

    /// <summary>The same in short, for some of them below the picture; null: they are short.</summary>
    public IReadOnlyList<string>? Axis { get; init; }

    /// <summary>Those in front last. Bars stand before each other, not on each other.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>A value in words.</summary>
    public required Func<decimal, string> Text { get; init; }

    /// <summary>A line across all: what is allowed.</summary>
    public (string Name, decimal Value)? Limit { get; init; }

    /// <summary>Where the scale ends, if that is known beforehand: 100 percent.</summary>
    public decimal? Top { get; init; }

    /// <summary>What has to be known to read it, below the picture.</summary>
    public string? Note { get; init; }

    public decimal ScaleTop => Top ?? ChartScale.Top(
        Series.SelectMany(one => one.Values).Append(Limit?.Value).Max() ?? 0);

    /// <summary>All points as lines of a table.</summary>
    /// <param name="first">What the points are.</param>
    public TableModel Table(string caption, string first) => new(
        caption,
        [new TableHead(first, false), .. Series.Select(one => new TableHead(one.Name, true))],
        [.. Points.Select((point, i) => (Cell[])
        [
            new(point), .. Series.Select(one => Cell.Number(one.Values[i] is { } value ? Text(value) : null)),
        ])]);
}
