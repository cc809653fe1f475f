using System.Text.Json;
using Portal.Customers;
using Portal.Mail;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Alerts;

/// <summary>An alert with its state, as it is read.</summary>
internal sealed class AlertRow
{
    public required string Customer { get; init; }
    public required string Id { get; init; }
    public required string Body { get; init; }
    public required string CustomerName { get; init; }
    public required string Currency { get; init; }
    public string? Domain { get; init; }
    public string? TimeZone { get; init; }
    public long? Writes { get; init; }
    public long Firings { get; init; }
    public long Events { get; init; }
    public long? FiringSince { get; init; }
    public long? RepeatAt { get; init; }
    public long? PenaltyUntil { get; init; }
    public long? MutedUntil { get; init; }
    public long MailedFrom { get; init; }
    public long Mailed { get; init; }

    public WatchedAlert ToWatched() => new(
        Customer, Id, (CustomerAlert)ItemKinds.Of(ItemKind.Alert).Read(Body), CustomerName, Currency, Domain, TimeZone, ToState());

    private AlertState ToState() => Writes is not { } writes ? AlertState.New : new()
    {
        Writes = writes,
        Firings = Firings,
        Events = Events,
        FiringSince = Time(FiringSince),
        RepeatAt = Time(RepeatAt),
        PenaltyUntil = Time(PenaltyUntil),
        MutedUntil = Time(MutedUntil),
        MailedFrom = DateTimeOffset.FromUnixTimeMilliseconds(MailedFrom),
        Mailed = Mailed,
    };

    private static DateTimeOffset? Time(long? ms) => ms is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}

/// <summary>What became of an alert, as it is read.</summary>
internal sealed class EventRow
{
    public required string Alert { get; init; }
    public required long Number { get; init; }
    public required string Customer { get; init; }
    public required string Kind { get; init; }
    public required long Firing { get; init; }
    public required long At { get; init; }
    public required string Title { get; init; }
    public required string Reading { get; init; }
    public string? Box { get; init; }
    public string? Drafts { get; init; }
    public required int Penalty { get; init; }

    public AlertEvent ToEvent() => new(
        Alert, Number, Customer, UnknownNames.Keep<AlertEventKind>(Kind), Firing, DateTimeOffset.FromUnixTimeMilliseconds(At), Title,
        JsonSerializer.Deserialize<AlertReading>(Reading, PortalJson.Options)!)
    {
        Box = Box,
        Drafts = Drafts is null ? [] : JsonSerializer.Deserialize<MailDraft[]>(Drafts, PortalJson.Options)!,
        Penalty = Penalty != 0,
    };
}
