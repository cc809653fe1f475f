namespace Portal.Tests.EndToEnd.GoesLive;

/// <summary>Killed without a goodbye after each step of an order, as the log tells the steps.</summary>
public sealed class CrashTests
{
    private const string Host = "portal.acme.example";

    // The steps as the product logs them; each test kills it as soon as the line is written.
    public static TheoryData<string> Steps => ["placing", "placed", "validating", "finalising", "finalised", "downloading"];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task An_order_is_finished_after_a_kill_and_finalised_once(string step)
    {
        await using var world = await World.Create(ca => ca with { ValidationDelay = TimeSpan.FromSeconds(1) });
        await world.PointHere(Host);
        await world.Api.AddDomain(Host);
        await world.Portal.Says($"Order for {Host}: {step}", World.Patience);
        await world.Portal.Kill();

        await world.Portal.Start();
        await world.Api.Reaches(Host, "issued", World.Patience * 2);
        Assert.Contains("Acme Telecom", await world.Visit(Host), StringComparison.Ordinal);
        Assert.Equal(1, world.Ca.Finalised);
    }
}
