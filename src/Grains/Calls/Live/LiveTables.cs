using System.Globalization;
using Portal.Saving;

namespace Portal.Calls;

/// <summary>The kinds that there are.</summary>
internal static class LiveTables
{
    /// <summary>The latest first. A switch tells of its calls each second or so.</summary>
    public static readonly LiveTable<LiveCall> Calls = new()
    {
        Name = "portal_live_calls",
        Kind = "calls",
        Columns = ["call_id", "customer", "source", "destination", "started_at", "state"],
        Order = "started_at",
        Descends = true,
        ReadOrder = text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time) ? time : null,
        Key = call => call.CallId,
        Values = call =>
        [
            call.CallId, call.Customer, call.Source, call.Destination, call.Started.ToUnixTimeMilliseconds(), UnknownNames.Of(call.State),
        ],
        Read = (name, row) => new(
            name,
            (string)row[0]!,
            (string)row[1]!,
            DateTimeOffset.FromUnixTimeMilliseconds((long)row[4]!),
            UnknownNames.Keep<LiveCallState>((string)row[5]!))
        {
            Source = (string?)row[2],
            Destination = (string?)row[3],
        },
        Stale = TimeSpan.FromSeconds(90),
        Gone = TimeSpan.FromMinutes(5),
    };

    /// <summary>By user. They change seldom, and a switch tells of them every few minutes; each has an end of its own.</summary>
    public static readonly LiveTable<SipRegistration> Registrations = new()
    {
        Name = "portal_registrations",
        Kind = "registrations",
        Columns = ["user_name", "customer", "contact", "address", "agent", "expires_at"],
        Order = "user_name",
        ReadOrder = text => text,
        Key = one => one.User + '\0' + one.Contact,
        Values = one => [one.User, one.Customer, one.Contact, one.Address, one.Agent, one.Expires.ToUnixTimeMilliseconds()],
        Read = (name, row) => new(name, (string)row[0]!, (string)row[1]!, DateTimeOffset.FromUnixTimeMilliseconds((long)row[5]!))
        {
            Contact = (string?)row[2],
            Address = (string?)row[3],
            Agent = (string?)row[4],
        },
        Stale = TimeSpan.FromMinutes(15),
        Gone = TimeSpan.FromDays(1),
        Also = "t.expires_at > @now",
    };
}
