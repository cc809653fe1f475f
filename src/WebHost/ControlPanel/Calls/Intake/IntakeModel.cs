using Portal.Calls;

namespace Portal.WebHost.ControlPanel;

/// <summary>What the intake's page is made of.</summary>
internal sealed record IntakeModel
{
    public required StaffCall Call { get; init; }

    public required IReadOnlyList<SwitchIntake> Switches { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Calls are made up here: none of them comes by the intake.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Names to choose from.</summary>
    public required IReadOnlyList<string> Mappings { get; init; }

    /// <summary>What became of a file that was sent; null: none was.</summary>
    public CorrectionModel? Correction { get; init; }

    /// <summary>Where switches send to.</summary>
    public string Address => $"{Call.Context.Request.Scheme}://{Call.Context.Request.Host}/api/v1/cdrs";

    /// <summary>A call to send from anywhere, to see it arrive.</summary>
    public string Example =>
        $"curl {(IsDemo && Call.Context.Request.IsHttps ? "-k " : "")}{Address} -H 'Authorization: Bearer KEY' -H 'Content-Type: application/x-ndjson' -d \\\n"
        + "'{\"switch\":\"test\",\"callId\":\"1\",\"customer\":\"CUSTOMER ID\",\"callTime\":\"" + CsvFile.Time(Now)
        + "\",\"duration\":60,\"charge\":\"0.01\"}'";

    public bool CanCorrect => CallIntakeDesk.Refuse(Call.Caller) is null;
}

/// <summary>A file of corrections that was tried, or applied.</summary>
/// <param name="Mapping">What it was read by; null: it is ours.</param>
internal sealed record CorrectionModel(string? Mapping)
{
    public string? FileName { get; init; }

    /// <summary>Why nothing of it was read.</summary>
    public string? Problem { get; init; }

    public IntakeResult? Result { get; init; }

    public bool IsApplied { get; init; }

    /// <summary>What is applied has to have this; null: nothing can be.</summary>
    public string? Mark { get; init; }

    /// <summary>What customers are called, by their ids.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
}
