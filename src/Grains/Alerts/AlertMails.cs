using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Access;
using Portal.Customers;
using Portal.Domains;
using Portal.Mail;
using Portal.People;
using Portal.Saving;

namespace Portal.Alerts;

/// <summary>Makes the mails of what became of an alert: in the language of whoever has the address, with a link to what shows it.</summary>
internal sealed class AlertMails(IContactDirectory contacts, HomeHosts homes, IGrainFactory grains)
{
    /// <returns>The outbox and the mails; no outbox: there is no domain that mail could leave from.</returns>
    public async Task<(string? Box, MailDraft[] Drafts)> Of(
        WatchedAlert one, AlertEventKind kind, AlertState state, AlertReading reading, CancellationToken cancellation)
    {
        var addresses = one.Alert.Addresses;
        if (addresses.Count == 0 || await homes.For(one.Domain, cancellation) is not { } box)
            return (null, []);
        var people = await People(one.Customer, addresses, cancellation);
        var (values, link) = (Values(one, state, reading), await Link(one, box, reading));
        return (box, [.. addresses.Select(address => new MailDraft
        {
            Id = $"{one.Id}-{state.Events}-{Hash(address)}",
            Kind = kind switch
            {
                AlertEventKind.Fired => MailKind.AlertFired,
                AlertEventKind.Repeated => MailKind.AlertStill,
                AlertEventKind.Over => MailKind.AlertOver,
            },
            ToAddress = address,
            ToName = people.GetValueOrDefault(address)?.Name,
            Language = people.GetValueOrDefault(address)?.Language,
            TimeZone = people.GetValueOrDefault(address)?.TimeZone ?? one.Zone,
            Link = link,
            Values = values,
        })]);
    }

    private async Task<Dictionary<string, PersonSnapshot>> People(
        string customer, IReadOnlyList<string> addresses, CancellationToken cancellation)
    {
        var found = new Dictionary<string, PersonSnapshot>(StringComparer.OrdinalIgnoreCase);
        await foreach (var row in contacts.All(customer, cancellation))
        {
            // Of whoever hasn't accepted yet nothing is known but what somebody typed.
            if (!row.IsInvited && addresses.Contains(row.Email, StringComparer.OrdinalIgnoreCase)
                && await grains.GetGrain<IPersonGrain>(row.Person).GetSnapshot(-1) is { } person)
                found[row.Email] = person;
        }

        return found;
    }

    private static Dictionary<string, string> Values(WatchedAlert one, AlertState state, AlertReading reading)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["alert"] = one.Alert.Title,
            ["customer"] = one.CustomerName,
            [AlertWords.Area] = UnknownNames.Of(one.Alert.Area),
            [AlertWords.Operator] = UnknownNames.Of(one.Alert.Operator),
            [AlertWords.Threshold] = DecimalText.Of(one.Alert.Threshold),
            [AlertWords.Currency] = one.Currency,
            [AlertWords.Minutes] = ((long)(reading.To - reading.From).TotalMinutes).ToString(CultureInfo.InvariantCulture),
            ["time"] = reading.To.ToString("O", CultureInfo.InvariantCulture),
            ["since"] = (state.FiringSince ?? reading.To).ToString("O", CultureInfo.InvariantCulture),
        };
        if (reading.Seen is { } seen)
            values[AlertWords.Seen] = DecimalText.Of(seen);
        if (one.Alert.Anomaly && reading is { Usual: { } usual, Away: { } away })
        {
            values[AlertWords.Usual] = DecimalText.Of(usual);
            values[AlertWords.Away] = DecimalText.Of(away);
        }

        values[MailSituations.Value] = Shows(one.Alert.Area) switch { "payments" => "money", "dialogs" => "live", _ => "calls" };
        return values;
    }

    // Where the domain doesn't show it, whoever follows the link would find nothing: then to the alert itself.
    private async Task<string> Link(WatchedAlert one, string box, AlertReading reading)
    {
        var section = Shows(one.Alert.Area);
        if (!await Sees(one.Customer, box, section))
            return "/alerts/" + one.Id;
        if (section != "cdr")
            return "/" + section;
        var link = $"/cdr?from={Text(reading.From)}&to={Text(reading.To)}";
        return one.Alert.Area == AlertArea.ConsecutiveFailures ? link + "&connected=false" : link;
    }

    private async Task<bool> Sees(string customer, string box, string section) =>
        await grains.GetGrain<IDomainGrain>(box).Get() is { } domain && await grains.GetGrain<ICustomerGrain>(customer).Get() is { } view
            && EffectiveAccess.Allows(section, AccessFacts.Of(view.Settings, domain.Settings.Access));

    private static string Shows(AlertArea area) => area.KnownOr(AlertArea.Asr) switch
    {
        AlertArea.Balance => "payments",
        AlertArea.Channels or AlertArea.Cps => "dialogs",
        AlertArea.Asr or AlertArea.Acd or AlertArea.Pdd or AlertArea.ConsecutiveFailures => "cdr",
    };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Hash(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())).AsSpan(0, 8));
}
