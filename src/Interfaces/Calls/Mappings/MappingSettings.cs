using Portal.Saving;

namespace Portal.Calls;

/// <summary>
/// How records of one kind of switch become calls: a field of ours from a place of theirs. Names and fields are also JSON: never rename.
/// </summary>
[GenerateSerializer, Immutable, Alias("portal.MappingSettings")]
public sealed record MappingSettings : Kept
{
    /// <summary>Lower-case letters, digits and hyphens; at most 64. Can't change once made: switches send to it.</summary>
    [Id(0)] public required string Name { get; init; }
    [Id(1)] public MappingFormat Format { get; init; }

    /// <summary>Of CSV: one character, or <c>tab</c>; null: a comma.</summary>
    [Id(2)] public string? Delimiter { get; init; }

    /// <summary>Of CSV: the first line names the columns; else they are counted from 1.</summary>
    [Id(3)] public bool Header { get; init; }
    [Id(4)] public MappingCustomer CustomerBy { get; init; }

    /// <summary>By the field of a call that it fills.</summary>
    [Id(5)] public Dictionary<string, MappedField> Fields { get; init; } = new(StringComparer.Ordinal);

    /// <summary>For people: which switch, which version, what has to be set there.</summary>
    [Id(6)] public string? Notes { get; init; }
}

/// <summary>What a body consists of.</summary>
[GenerateSerializer]
public enum MappingFormat
{
    /// <summary>One object, or an array of objects, or several one after another.</summary>
    Json,

    /// <summary>An object on each line.</summary>
    Ndjson,
    Csv,
}

/// <summary>What a record names its customer by.</summary>
[GenerateSerializer]
public enum MappingCustomer
{
    /// <summary>Our id, or <c>ext:</c> and the external account id.</summary>
    Id,

    /// <summary>The external account id, such as the account code of a switch.</summary>
    External,
}

/// <summary>Where one field of a call comes from.</summary>
[GenerateSerializer, Immutable, Alias("portal.MappedField")]
public sealed record MappedField : Kept
{
    /// <summary>A path (<c>variables.start_epoch</c>), a column's name or its number; several with <c>|</c> between: the first that says
    /// something.</summary>
    [Id(0)] public string? From { get; init; }

    /// <summary>What it always is; beside <see cref="From"/> what it is where that says nothing.</summary>
    [Id(1)] public string? Value { get; init; }

    /// <summary>Of a duration, delay or amount; null: as our own field has it.</summary>
    [Id(2)] public MappingUnit? Unit { get; init; }

    /// <summary>Of a time: <c>rfc3339</c>, <c>unix</c>, <c>unixMs</c>, <c>unixUs</c>, or a pattern of .NET; null: RFC 3339.</summary>
    [Id(3)] public string? Time { get; init; }

    /// <summary>The IANA zone of a time that doesn't say its own; null: UTC.</summary>
    [Id(4)] public string? Zone { get; init; }

    /// <summary>It is percent-encoded, as FreeSWITCH writes its variables.</summary>
    [Id(5)] public bool UrlEncoded { get; init; }

    /// <summary>Their words with ours; <c>*</c> stands for all others (of a number: for what is none). What isn't here stays.</summary>
    [Id(6)] public Dictionary<string, string> Words { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>What a number counts.</summary>
[GenerateSerializer]
public enum MappingUnit
{
    S,
    Ms,
    Us,
    Ns,

    /// <summary>The currency itself.</summary>
    Major,

    /// <summary>Its smallest coin.</summary>
    Minor,

    /// <summary>Millionths of it.</summary>
    Micro,
}

/// <summary>A mapping as staff and programs see it.</summary>
/// <param name="ReadyMade">It came with the program: nobody changes it, anybody may copy it.</param>
[GenerateSerializer, Immutable, Alias("portal.MappingView")]
public sealed record MappingView(
    [property: Id(0)] MappingSettings Settings,
    [property: Id(1)] long Version,
    [property: Id(2)] DateTimeOffset ChangedAt,
    [property: Id(3)] bool ReadyMade = false);
