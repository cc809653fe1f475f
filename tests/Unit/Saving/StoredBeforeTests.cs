using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.Files;
using Portal.People;
using Portal.Platform;
using Portal.Saving;
using Portal.Staff;
using Portal.Storage;

namespace Portal.Tests.Unit.Saving;

/// <summary>What a release before this one stored is read whole, and written under the names that it reads.</summary>
public sealed class StoredBeforeTests
{
    private const string Document = """
        {"schemaVersion":1,"version":7,"recentOperations":["two","one"],
         "lastAudit":{"id":"two","time":"2026-01-02T00:00:00+00:00","actor":{"kind":"system","id":"system","name":"System"},
           "action":"x.save","target":"x/y"},
         "earlierAudits":[{"id":"one","time":"2026-01-01T00:00:00+00:00","actor":{"kind":"system","id":"system","name":"System"},
           "action":"x.save","target":"x/y"}]}
        """;

    private const string Customer = """
        {"schemaVersion":1,"version":7,"writes":9,"recentOperations":["two","one"],
         "audits":[{"id":"one","time":"2026-01-01T00:00:00+00:00","actor":{"kind":"system","id":"system","name":"System"},
           "action":"x.save","target":"x/y"},
           {"id":"two","time":"2026-01-02T00:00:00+00:00","actor":{"kind":"system","id":"system","name":"System"},
           "action":"x.save","target":"x/y"}]}
        """;

    private const string Person = """
        {"schemaVersion":1,"version":7,"recentOperations":["two","one"],
         "outstanding":[{"audit":{"id":"one","time":"2026-01-01T00:00:00+00:00","actor":{"kind":"system","id":"system","name":"System"},
           "action":"x.save","target":"x/y"}},
           {"audit":{"id":"two","time":"2026-01-02T00:00:00+00:00","actor":{"kind":"system","id":"system","name":"System"},
           "action":"x.save","target":"x/y"}}]}
        """;

    [Theory]
    [InlineData(typeof(DomainState), Document)]
    [InlineData(typeof(BrandState), Document)]
    [InlineData(typeof(FileState), Document)]
    [InlineData(typeof(OperatorState), Document)]
    [InlineData(typeof(PlatformState), Document)]
    [InlineData(typeof(CustomerState), Customer)]
    [InlineData(typeof(PersonState), Person)]
    public void A_state_that_was_stored_before_keeps_its_version_and_the_audit_rows_that_wait(Type type, string json)
    {
        var state = (IStored)JsonSerializer.Deserialize(json, type, PortalJson.Options)!;
        Assert.Equal(7, state.Version);
        Assert.Equal(["one", "two"], state.Audits.Select(entry => entry.Id));

        var written = JsonSerializer.SerializeToNode(state, type, PortalJson.Options)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
            Assert.True(JsonNode.DeepEquals(value, written[name]), $"{name}: {written[name]}");
    }

    [Fact]
    public void A_customers_rows_settle_at_its_writes() =>
        Assert.Equal(9, ((IStored)JsonSerializer.Deserialize<CustomerState>(Customer, PortalJson.Options)!).SettlesAt);
}
