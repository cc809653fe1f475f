namespace Portal.Exports;

/// <summary>A row of <c>portal_exports</c>.</summary>
internal sealed class ExportRow
{
    public const string Fields = """
        id, contact, customer, person, host, section, query, format, language, culture, by_staff AS ByStaff, made_at AS MadeAt, state,
        rows_made AS RowsMade, bytes, parts, place, whole, total, sha256, reason, worker, tries, done_at AS DoneAt, expires_at AS ExpiresAt
        """;

    public string Id { get; init; } = "";
    public string Contact { get; init; } = "";
    public string Customer { get; init; } = "";
    public string Person { get; init; } = "";
    public string Host { get; init; } = "";
    public string Section { get; init; } = "";
    public string Query { get; init; } = "";
    public string Format { get; init; } = "";
    public string Language { get; init; } = "";
    public string Culture { get; init; } = "";
    public int ByStaff { get; init; }
    public long MadeAt { get; init; }
    public string State { get; init; } = "";
    public long RowsMade { get; init; }
    public long Bytes { get; init; }
    public int Parts { get; init; }
    public string? Place { get; init; }
    public int Whole { get; init; }
    public long? Total { get; init; }
    public string? Sha256 { get; init; }
    public string? Reason { get; init; }
    public string? Worker { get; init; }
    public int Tries { get; init; }
    public long? DoneAt { get; init; }
    public long ExpiresAt { get; init; }

    public static ExportRow Of(ExportJob job) => new()
    {
        Id = job.Id,
        Contact = job.Contact,
        Customer = job.Customer,
        Person = job.Person,
        Host = job.Host,
        Section = job.Section,
        Query = job.Query,
        Format = Name(job.Format),
        Language = job.Language,
        Culture = job.Culture,
        ByStaff = job.IsByStaff ? 1 : 0,
        MadeAt = job.MadeAt.ToUnixTimeMilliseconds(),
        State = Name(job.State),
        RowsMade = job.Rows,
        Bytes = job.Bytes,
        Parts = job.Parts,
        Place = job.Place,
        Whole = job.IsWhole ? 1 : 0,
        Total = job.Total,
        Worker = job.Worker,
        ExpiresAt = job.ExpiresAt.ToUnixTimeMilliseconds(),
    };

    public ExportJob ToJob() => new()
    {
        Id = Id,
        Contact = Contact,
        Customer = Customer,
        Person = Person,
        Host = Host,
        Section = Section,
        Query = Query,
        Format = Parse<ExportFormat>(Format),
        Language = Language,
        Culture = Culture,
        IsByStaff = ByStaff == 1,
        MadeAt = Time(MadeAt),
        State = Parse<ExportState>(State),
        Rows = RowsMade,
        Bytes = Bytes,
        Parts = Parts,
        Place = Place,
        IsWhole = Whole == 1,
        Total = Total,
        Sha256 = Sha256,
        Reason = Reason,
        Worker = Worker,
        Tries = Tries,
        DoneAt = DoneAt is { } done ? Time(done) : null,
        ExpiresAt = Time(ExpiresAt),
    };

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    /// <summary>As rows and addresses have it.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static T Parse<T>(string name)
        where T : struct, Enum => Enum.TryParse<T>(name, ignoreCase: true, out var value)
        ? value
        : throw new InvalidOperationException($"“{name}” is no {typeof(T).Name} that this release knows.");
}
