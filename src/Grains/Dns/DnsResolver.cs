using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;
using Microsoft.Extensions.Options;

namespace Portal.Dns;

/// <summary>Asks <c>Portal:Dns:Servers</c>, else the system's. Nothing is cached here: somebody has just changed the record.</summary>
internal sealed class DnsResolver(IOptions<DnsOptions> options) : IDnsResolver
{
    private readonly LookupClient client = new(Settings(options.Value));

    public async Task<DnsReply> Ask(string name, DnsKind kind, CancellationToken cancellation)
    {
        try
        {
            var response = await client.QueryAsync(new DnsQuestion(name + ".", Type(kind)), cancellation);
            return response.Header.ResponseCode switch
            {
                DnsHeaderResponseCode.NoError => Read(response, kind),
                DnsHeaderResponseCode.NotExistentDomain => new(DnsOutcome.NoName, Records(response)),
                DnsHeaderResponseCode.ServerFailure => DnsReply.Without(DnsOutcome.ServerFailure),
                _ => DnsReply.Without(DnsOutcome.Refused),
            };
        }
        catch (Exception e) when (e is DnsResponseException or SocketException or TimeoutException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return DnsReply.Without(DnsOutcome.NoAnswer);
        }
    }

    private static LookupClientOptions Settings(DnsOptions options)
    {
        var servers = options.Servers.Select(s => DnsOptions.Parse(s)!).ToArray();
        var settings = servers.Length == 0 ? new LookupClientOptions() : new LookupClientOptions(servers);
        settings.UseCache = false;
        settings.Timeout = options.Timeout;
        settings.Retries = 1;
        settings.ThrowDnsErrors = false;
        // An empty answer is an answer; only a failure is worth asking the next server.
        settings.ContinueOnEmptyResponse = false;
        return settings;
    }

    private static DnsReply Read(IDnsQueryResponse response, DnsKind kind)
    {
        var records = Records(response);
        return new(records.Exists(r => r.Kind == kind) ? DnsOutcome.Answered : DnsOutcome.NoData, records);
    }

    private static List<DnsRecord> Records(IDnsQueryResponse response)
    {
        var records = new List<DnsRecord>();
        foreach (var record in response.Answers)
        {
            var name = Plain(record.DomainName);
            var ttl = record.InitialTimeToLive;
            switch (record)
            {
                case CNameRecord cname:
                    records.Add(new(name, DnsKind.Cname, Plain(cname.CanonicalName), ttl));
                    break;
                case ARecord a:
                    records.Add(new(name, DnsKind.A, a.Address.ToString(), ttl));
                    break;
                case AaaaRecord aaaa:
                    records.Add(new(name, DnsKind.Aaaa, aaaa.Address.ToString(), ttl));
                    break;
                case NsRecord ns:
                    records.Add(new(name, DnsKind.Ns, Plain(ns.NSDName), ttl));
                    break;
                case CaaRecord caa:
                    records.Add(new(name, DnsKind.Caa, caa.Value, ttl, caa.Flags, caa.Tag));
                    break;
                case TxtRecord txt:
                    // One text in parts of 255 bytes at most (RFC 1035, 3.3.14).
                    records.Add(new(name, DnsKind.Txt, string.Concat(txt.Text), ttl));
                    break;
            }
        }

        return records;
    }

    /// <summary>One form for comparisons: lower case, A-labels (as they came; <c>Value</c> is made readable), no dot at the end.</summary>
    private static string Plain(DnsString name) => name.Original.TrimEnd('.').ToLowerInvariant();

    private static QueryType Type(DnsKind kind) => kind switch
    {
        DnsKind.Cname => QueryType.CNAME,
        DnsKind.A => QueryType.A,
        DnsKind.Aaaa => QueryType.AAAA,
        DnsKind.Caa => QueryType.CAA,
        DnsKind.Ns => QueryType.NS,
        DnsKind.Txt => QueryType.TXT,
    };
}
