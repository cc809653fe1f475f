using System.Globalization;
using Portal.Certificates;
using Portal.Dns;
using Portal.Domains;
using Portal.Mail;
using Portal.Storage;

namespace Portal.Staff;

/// <summary>
/// Mails staff in time that a live domain's certificate will end because its DNS record left. Once for each step: the
/// mail's id is made of host, certificate and step, and the watch keeps the step that was told last.
/// </summary>
internal sealed class LeavingNotice(IGrainFactory grains, OperatorDirectory staff, TimeProvider clock)
{
    /// <summary>
    /// Days before the end: a month (it would be renewed now), two weeks (somebody was away), a week, three days (the last
    /// workday before a weekend).
    /// </summary>
    private static readonly int[] Steps = [3, 7, 14, 30];

    private const int MostStaff = 500;

    /// <param name="seen">What the last look saw; the host has left.</param>
    /// <param name="told">What this answered last; null: nothing was told since it left.</param>
    /// <returns>What is told now.</returns>
    public async Task<string?> Tell(string host, DnsView seen, string? told)
    {
        var certificate = await grains.GetGrain<ICertificateGrain>(host).Get();
        var now = clock.GetUtcNow();
        if (certificate is not { NotAfter: { } end, Serial: { } serial } || Step(end, now) is not { } step)
            return told;
        var telling = string.Create(CultureInfo.InvariantCulture, $"{serial}/{step}");
        if (telling == told || await grains.GetGrain<IDomainGrain>(host).Get() is not { } domain)
            return told;

        var outbox = grains.GetGrain<IOutboxGrain>(IOutboxGrain.Platform);
        foreach (var email in (await staff.List(new ListQuery(Limit: MostStaff), CancellationToken.None)).Items)
        {
            if ((await grains.GetGrain<IOperatorGrain>(email).Get())?.Settings is not { Disabled: false } person
                || !Hears(person.Rights, domain.Settings.Brand))
                continue;
            await outbox.Enqueue(new MailDraft
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"leaves {host} {serial} {step} {email}"),
                Kind = MailKind.DomainLeaves,
                ToAddress = email,
                ToName = person.Name,
                Link = "/domains/" + host,
                Values = new(StringComparer.Ordinal)
                {
                    ["host"] = host,
                    ["seen"] = seen.Seen.ReplaceLineEndings("; "),
                    ["expected"] = seen.Expected,
                    ["ends"] = end.ToString("O", CultureInfo.InvariantCulture),
                    ["days"] = Math.Ceiling((end - now).TotalDays).ToString(CultureInfo.InvariantCulture),
                },
            });
        }

        return telling;
    }

    /// <summary>The step that a certificate's end is in; null: it is far off, or was.</summary>
    internal static int? Step(DateTimeOffset end, DateTimeOffset now)
    {
        var left = end - now;
        return left <= TimeSpan.Zero || left > TimeSpan.FromDays(Steps[^1])
            ? null
            : Array.Find(Steps, days => left <= TimeSpan.FromDays(days));
    }

    /// <summary>Who can do something about it.</summary>
    private static bool Hears(StaffRights rights, string? brand) =>
        rights.Role is StaffRole.Owner or StaffRole.Admin || (rights.IsReseller && rights.CanSee(brand));
}
