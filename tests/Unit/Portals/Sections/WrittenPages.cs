using System.Runtime.CompilerServices;
using Portal.Access;
using Portal.Customers;
using Portal.People;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Writes each signed-in page to <c>artifacts/pages</c>, so that a person can look at it without a portal running.</summary>
public sealed class WrittenPages : IAsyncDisposable
{
    private readonly SectionWorld world = new();

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Each_page_can_be_looked_at(string language)
    {
        Fill();
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Here())!, "../../../../artifacts/pages")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "assets"));
        foreach (var (name, path, change) in Pages())
        {
            var call = change(SectionWorld.Call(path: path, language: language));
            var answer = (await world.Ask(call))!;
            Assert.Contains("<main", answer.Body, StringComparison.Ordinal);
            await File.WriteAllTextAsync(
                Path.Combine(folder, $"{name}.{language}.html"), answer.Body, TestContext.Current.CancellationToken);
            foreach (var asset in new[] { ShellParts.Rules, call.Site.Colors, ScriptPlan.Module, ScriptPlan.Live })
                await File.WriteAllBytesAsync(
                    Path.Combine(folder, asset.Path.TrimStart('/')), asset.Content, TestContext.Current.CancellationToken);
        }
    }

    private IEnumerable<(string Name, string Path, Func<PortalCall, PortalCall> Change)> Pages()
    {
        static PortalCall Same(PortalCall call) => call;
        foreach (var section in SectionWorld.WithPage)
            yield return (section, "/" + section, Same);
        yield return ("dashboard-visit", "/dashboard", call => call with
        {
            Session = SectionWorld.Session with { Staff = new StaffVisit("o_1", "Sam Staff") },
            Places = [(SectionWorld.Place, "Blue Cloud Ltd"), (SectionWorld.Place with { Contact = "ct_9" }, "Red Sky Inc")],
        });
        yield return ("dashboard-week", "/dashboard?charts=week", Same);
        yield return ("dashboard-month", "/dashboard?charts=month", call => call with
        {
            Customer = call.Customer with { Channels = 30, Cps = 5 },
        });
        yield return ("payments-end", "/payments?after=50", Same);
        yield return ("route", "/routes/i63", Same);
        yield return ("contract", "/contracts/i69", Same);
        yield return ("contract-approved", "/contracts/i71", Same);
        yield return ("contacts-new", "/contacts/new", Same);
        yield return ("contact", "/contacts/ct_2", Same);
        yield return ("profile-saved", "/profile?done=saved", Same);
        yield return ("profile-me", "/profile/me", Same);
        yield return ("profile-email", "/profile/email", Same);
        yield return ("profile-password", "/profile/password", Same);
        yield return ("profile-second-factor", "/profile/second-factor", Same);
        yield return (
            "profile-remove",
            "/profile/second-factor/remove",
            call => call with { Person = SectionWorld.Person with { HasSecondFactor = true } });
        yield return ("dialogs-none", "/dialogs", call => call with { Place = SectionWorld.Place with { Customer = "c_none" } });
        yield return ("cdr-filtered", "/cdr?source=49&connected=true&columns=callTime,destination,charge&pick=columns&range=lastMonth", Same);
        yield return ("cdr-wrong", "/cdr?sipCode=9&from=yesterday", Same);
        yield return ("cdr-call", CallPath.Of(world.Calls.Add()), call => SectionWorld.WithColumns(call, Columns.Cdr, Columns.Breakout));
        yield return ("breakout-day", "/breakout?group=day", Same);
        yield return ("empty", "/routes", call => call with { Place = SectionWorld.Place with { Customer = "c_none" } });
        yield return (
            "read-only-contract", "/contracts/i69", call => call with { Place = SectionWorld.Place with { Role = ContactRole.ReadOnly } });
    }

    private void Fill()
    {
        world.Grains.Answers["GetEnrolment"] = new PersonEnrolment(
            "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
            "otpauth://totp/Acme%20Telecom:ann%40blue.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Acme%20Telecom",
            "sealed");
        for (var i = 0; i < 24 * 12; i++)
        {
            if (i is < 100 or > 130)
                world.Samples.AddChannels(i * 5, 12 + (i * i % 23));
            world.Samples.AddPeak(i * 5, 1 + (i % 4));
        }

        world.LiveCalls.Tell("sw1", SectionWorld.Now.AddMinutes(-2), isStale: true);
        for (var i = 1; i <= 60; i++)
        {
            world.LiveCalls.Add(MadeUpLive.Call(i));
            world.Registrations.Add(MadeUpLive.Registration(i));
            world.Calls.Add(call => i % 3 == 0 ? call with { SipCode = 486, Duration = 0, Charge = 0, ReleaseReason = "callee" } : call);
            world.Items.Add(new Payment
            {
                Total = i % 7 == 0 ? -12.5m : 25 * i,
                Currency = i % 11 == 0 ? "EUR" : "USD",
                Status = (i % 9) switch { 0 => PaymentStatus.Pending, 5 => PaymentStatus.Cancelled, _ => PaymentStatus.Completed },
                Description = i % 4 == 0 ? null : $"Bank transfer, invoice 2026-{i:000} # internal",
            });
        }

        world.Items.Add(
            new CustomerRoute
            {
                Name = "Germany premium",
                Prefix = "49",
                RateCard = "EU 2026",
                Channels = 120,
                Cps = 10,
                MaxDuration = 7200,
            });
        world.Items.Add(new CustomerRoute { Name = "World", RateCard = "Standard", Enabled = false });
        world.Items.Add(
            new CustomerRoute
            {
                Name = "United States with a name that is rather long for a route",
                Prefix = "1",
                TechPrefix = "7788#",
                RateCard = "US",
                Channels = 1500,
                Notes = "Send E.164.\nNo leading +.",
                SipPing = SipPing.Both,
            });
        world.Items.Add(
            new CustomerPackage
            {
                Name = "Numbers, 10 block",
                Retail = 19.9m,
                Quantity = 2,
                Start = new DateOnly(2026, 3, 1),
                Description = "Ten geographic numbers in a row",
            });
        world.Items.Add(new CustomerPackage { Name = "Set-up", OneTimeCharge = 99, Frequency = PackageFrequency.Once });
        world.Items.Add(
            new CustomerAlert
            {
                Title = "Balance low",
                Threshold = 10,
                ResetThreshold = 25,
                Level = "warning",
                Email = "billing@blue.example",
            });
        world.Items.Add(
            new CustomerAlert
            {
                Title = "Quality",
                Area = AlertArea.Asr,
                Threshold = 42.5m,
                SamplePeriod = 15,
                Repeat = 60,
                Level = "critical",
                Email = "noc@blue.example",
            });
        world.Items.Add(new CustomerContract { Name = "Fair use", Text = "Be kind." });
        world.Items.Add(
            new CustomerContract
            {
                Name = "Terms of service 2026",
                Required = true,
                GraceUntil = SectionWorld.Now.AddDays(5),
                Text = string.Join(
                    "\n\n",
                    Enumerable.Range(1, 8).Select(i =>
                        $"{i}. The customer pays what was agreed, in time, and the operator carries the calls with the care of a "
                            + "prudent carrier. Either may end this with a notice of thirty days.")),
            });
        world.Items.Add(new CustomerContract { Name = "Old terms", Required = true, GraceUntil = SectionWorld.Now.AddDays(-2) });
        world.Items.Add(
            new CustomerContract
            {
                Name = "Data processing",
                Text = "Personal data stays where it is.",
                ApprovedAt = SectionWorld.Now.AddDays(-30),
                ApprovedBy = "Ann Bell",
            });
        world.People.Add("ct_2", "Benedict Featherstonehaugh-Cholmondeley", ContactRole.Billing);
        world.People.Add("ct_3", "Cy", ContactRole.Technical, status: ContactStatus.Disabled);
        world.People.Add("ct_4", "Di Prince", ContactRole.ReadOnly, hasPassword: false);
    }

    private static string Here([CallerFilePath] string path = "") => path;

    public ValueTask DisposeAsync() => world.DisposeAsync();
}
