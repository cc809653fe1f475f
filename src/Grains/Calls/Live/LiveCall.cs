namespace Portal.Calls;

/// <summary>How far a call is. Stored and told by name: never rename.</summary>
internal enum LiveCallState
{
    Ringing,
    Answered,
}

/// <summary>A call in progress.</summary>
internal sealed record LiveCall(string Switch, string CallId, string Customer, DateTimeOffset Started, LiveCallState State)
    : ILive<LiveCall>
{
    public string? Source { get; init; }
    public string? Destination { get; init; }

    public LiveCall Of(string customer) => this with { Customer = customer };
}
