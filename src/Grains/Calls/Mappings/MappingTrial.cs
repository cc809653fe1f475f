using System.Text;
using Microsoft.Extensions.Options;

namespace Portal.Calls;

/// <param name="Call">As it would be stored; null: none can be made of it.</param>
/// <param name="Reason">Why it would not be stored; null: it would.</param>
internal sealed record TriedLine(long Line, Call? Call, string? Reason);

/// <param name="Lines">The first of the sample, at most <see cref="MappingTrial.MostLines"/>.</param>
/// <param name="More">How many more there are.</param>
/// <param name="Refused">Why nothing could be read: its head is wrong.</param>
internal sealed record Trial(IReadOnlyList<TriedLine> Lines, long More, string? Refused);

/// <summary>Reads a sample by a mapping, and stores nothing.</summary>
internal sealed class MappingTrial(CallCustomers customers, IOptions<CallIntakeOptions> options, TimeProvider clock)
{
    /// <summary>Bytes of a sample.</summary>
    public const int Largest = 256 * 1024;

    public const int MostLines = 100;

    // What a sample names that is no name of a switch.
    private const string NoSwitch = "(the user name of basic authentication)";

    // A sample may be of any time: that it is too old is told beside it.
    private const int AnyDays = 36_500;

    public async Task<Trial> Run(CallMapping mapping, string sample, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(sample));
        var now = clock.GetUtcNow();
        var lines = new CallLines(stream, CallFormat.Ndjson, null, () => new(now, AnyDays, NoSwitch), mapping);
        var tried = new List<TriedLine>();
        long more = 0;
        do
        {
            while (lines.TryNext(out var line))
            {
                if (tried.Count < MostLines)
                    tried.Add(new(line.Number, line.Call, line.Reason));
                else
                    more++;
            }
        }
        while (await lines.Fill(cancellation));

        var known = await customers.Find(tried.Select(line => line.Call?.Customer).OfType<string>(), cancellation);
        return new(tried.ConvertAll(line => line.Call is { } call ? Judged(line, call, known, now) : line), more, lines.Refused);
    }

    private TriedLine Judged(TriedLine line, Call call, IReadOnlyDictionary<string, CallCustomer[]> known, DateTimeOffset now)
    {
        var (customer, wrong) = CallCustomers.Only(call.Customer, known, null);
        var stored = customer is null ? call : call with { Customer = customer.Id, Currency = customer.Currency };
        return line with
        {
            Call = stored,
            Reason = wrong
                ?? CallIntake.Refuse(call, customer!)
                ?? CallTime.Refuse(call.CallTime, now, options.Value.IntakeDays),
        };
    }
}
