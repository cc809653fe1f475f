using System.Text;
using Portal.Calls;

namespace Portal.Tests.Unit.Calls;

/// <summary>Each mapping that comes with the program reads the sample beside it.</summary>
public sealed class ReadyMappingTests
{
    public static TheoryData<string> Names => [.. ReadyMappings.All.Select(one => one.View.Settings.Name)];

    private static async Task<List<Call>> Calls(string name)
    {
        var ready = ReadyMappings.Find(name)!;
        var (mapping, _) = CallMapping.Of(ready.View.Settings);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(ready.Sample));
        var lines = new CallLines(stream, CallFormat.Ndjson, "pbx", () => new CallReading(Bodies.Now, 60, "pbx"), mapping);
        var calls = new List<Call>();
        do
        {
            while (lines.TryNext(out var line))
            {
                Assert.Null(line.Reason);
                calls.Add(line.Call!);
            }
        }
        while (await lines.Fill(TestContext.Current.CancellationToken));
        return calls;
    }

    private static string Told(Call call) => string.Create(
        null,
        $"{call.Switch} {call.CallId} {call.Customer} {call.CallTime:yyyy-MM-dd'T'HH:mm:ss.fff} "
            + $"{call.Source} {call.Destination} {call.Duration} {call.SipCode} {call.ReleaseReason} {call.Charge}");

    [Theory]
    [InlineData("kamailio",
        "sw1.example.net 6f9d2c54-7d0f-4a7e-9d2a-0f6b1f6f3a11 c_01EXAMPLE 2026-11-20T09:15:02.041 442079460000 1234 2.014 200 caller 0",
        "sw1.example.net 0b1d6a3e-52d4-4d0e-8a55-7b0f0d8f6c22 c_01EXAMPLE 2026-11-20T09:15:05.310 442079460000 2234 0 486 callee 0",
        "sw1.example.net c7a3b0f2-1f94-4bd0-9f6e-55d2b8a0e733 c_01EXAMPLE 2026-11-20T09:15:07.998 442079460000 3234 0 487 cancel 0")]
    [InlineData("asterisk",
        "pbx 1795166102.17 ext:ext-1001 2026-11-20T09:15:02.000 442079460000 4915112345678 65 200 ANSWERED 0",
        "pbx 1795166441.19 ext:ext-1001 2026-11-20T09:20:41.000 442079460000 4915112345679 0 486 BUSY 0",
        "pbx 1795166710.21 ext:ext-1001 2026-11-20T09:25:10.000 442079460000 4915112345680 0 487 CANCEL 0")]
    [InlineData("freeswitch",
        "fs1 a5c9f6c0-e752-41e3-8bfb-65b6c3cdac7d ext:ext-1001 2026-11-20T09:15:02.041 +442079460000 4915112345678 65.204 200 caller 0",
        "fs1 e29ff0ae-e752-41e3-8bff-65b6c3cdac7d ext:ext-1001 2026-11-20T09:16:02.041 +442079460000 4915112345679 0 486 callee 0",
        "fs1 e2fe712e-e752-41e3-8c03-65b6c3cdac7d ext:ext-1001 2026-11-20T09:17:02.041 +442079460000 4915112345680 0 487 cancel 0")]
    [InlineData("cgrates",
        "192.0.2.10 dsafdsaf-1 ext:1001 2026-11-20T08:42:25.000 1001 4915112345678 10 200 NORMAL_CLEARING 1.01",
        "192.0.2.10 dsafdsaf-2 ext:1001 2026-11-20T08:43:25.000 1001 4915112345679 0 486 USER_BUSY 0",
        "192.0.2.10 dsafdsaf-3 ext:1001 2026-11-20T08:44:25.000 1001 4915112345680 0 487 ORIGINATOR_CANCEL 0")]
    [InlineData("connexcs",
        "fr5am1 8f14e45f@192.0.2.20 ext:1001 2026-11-20T09:15:02.000 442079460000 4915112345678 65 200 Normal Clearing 0.0264",
        "fr5am1 c9f0f895@192.0.2.20 ext:1001 2026-11-20T09:20:41.000 442079460000 4915112345679 0 486 User Busy 0",
        "fr5am1 45c48cce@192.0.2.20 ext:1001 2026-11-20T09:25:10.000 442079460000 4915112345680 0 487 Originator Cancel 0")]
    public async Task An_answered_a_busy_and_a_cancelled_call_are_read_by_it(string name, params string[] calls) =>
        Assert.Equal(calls, (await Calls(name)).Select(Told));

    [Fact]
    public async Task Delays_and_ringing_are_told_where_the_switch_knows_them()
    {
        var connexcs = (await Calls("connexcs"))[0];
        Assert.Equal(
            (1187, 1210, 7m, 66m, 0.024m),
            (connexcs.Pdd, connexcs.PddIn, connexcs.RingDuration, connexcs.BilledDuration, connexcs.Rate));
        var kamailio = (await Calls("kamailio"))[0];
        Assert.Equal((102, 0.507m, "127.0.0.2"), (kamailio.Pdd, kamailio.RingDuration, kamailio.SourceIp));
        var freeswitch = await Calls("freeswitch");
        Assert.Equal([1210, 980, null], freeswitch.Select(call => call.PddIn));
        Assert.Equal([null, "Busy Here", "CANCEL"], freeswitch.Select(call => call.SipReason));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_names_its_source_and_keeps_the_rules_of_any_other(string name)
    {
        var settings = ReadyMappings.Find(name)!.View.Settings;
        Assert.Empty(MappingRules.Check(settings with { Name = "copy" }).Errors);
        Assert.Equal(name, settings.Name);
        Assert.InRange(settings.Notes!.Length, 100, MappingRules.LongestNotes);
    }
}
