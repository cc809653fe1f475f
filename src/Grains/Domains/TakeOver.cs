using Portal.Certificates;
using Portal.Dns;
using Portal.Saving;

namespace Portal.Domains;

/// <summary>
/// A removed name stays with its brand for a while: a CNAME that was left behind must not be a free claim. Another brand's
/// staff take it over sooner by a record that only whoever holds the name's zone can set.
/// </summary>
internal sealed class TakeOver(IDnsResolver resolver, TimeProvider clock)
{
    private static readonly TimeSpan Cooling = TimeSpan.FromDays(7);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <returns>Why these staff can't have the name yet, and what to do; null: they can.</returns>
    public async Task<string?> Refuse(string host, DomainState removed, string? brand, Change change)
    {
        if (!removed.Deleted || change.OnlyBrands is not { } own || removed.Settings?.Brand is not { } former
            || own.Contains(former, StringComparer.Ordinal))
            return null;
        var free = removed.ChangedAt + Cooling;
        if (clock.GetUtcNow() >= free)
            return null;
        var record = new DnsRecord("_portal-claim." + host, DnsKind.Txt, brand ?? own.FirstOrDefault(""), 300);
        return await Stands(record) ? null
            : $"{host} was removed by another brand. It can be added here from {CertificateTimes.Moment(free)} on, "
                + $"or at once with this record in its zone: {record.ToZone()}";
    }

    private async Task<bool> Stands(DnsRecord wanted)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            var reply = await resolver.Ask(wanted.Name, DnsKind.Txt, patience.Token);
            return reply.Records.Any(record => record.Kind == DnsKind.Txt && record.Value.Trim() == wanted.Value);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
