using System.Text.Json.Nodes;
using k8s;
using Portal.Hosting.Stopping;
using Portal.Tests.Unit.Architecture;
using YamlDotNet.RepresentationModel;

namespace Portal.Tests.Unit.Deploy;

/// <summary>
/// Manifests of Kubernetes, read strictly: by its own models, which are made of its API's description, a field that there isn't is an error.
/// </summary>
public sealed class ManifestTests
{
    private static readonly string[] Members = ["silo", "web"];

    private static IEnumerable<JsonNode> Objects(string file) =>
        KubernetesYaml.LoadAllFromString(File.ReadAllText(Sources.PathOf($"deploy/kubernetes/{file}.yaml")), null, true)
            .Select(one => JsonNode.Parse(KubernetesJson.Serialize(one))!);

    private static JsonNode Find(string file, string kind) => Objects(file).Single(one => (string?)one["kind"] == kind);

    [Fact]
    public void Every_manifest_has_fields_that_there_are_alone()
    {
        foreach (var file in new[] { "settings", "silo", "web", "network", "migrate" })
            Assert.NotEmpty(Objects(file));
        Assert.ThrowsAny<Exception>(() =>
            KubernetesYaml.LoadAllFromString("apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { typo: 1 }", null, true));
    }

    [Fact]
    public void A_rolling_upgrade_never_has_less_than_all_members()
    {
        foreach (var member in Members)
        {
            var spec = Find(member, "Deployment")["spec"]!;
            Assert.Equal(
                ["3", "30", "0", "1"],
                new[] { spec["replicas"], spec["minReadySeconds"], Rolling(spec, "maxUnavailable"), Rolling(spec, "maxSurge") }
                    .Select(node => node!.ToString()));
            var budget = Find(member, "PodDisruptionBudget")["spec"]!;
            Assert.Equal("1", budget["maxUnavailable"]!.ToString());
            Assert.Equal(spec["selector"]!.ToJsonString(), budget["selector"]!.ToJsonString());
        }

        static JsonNode? Rolling(JsonNode spec, string name) => spec["strategy"]!["rollingUpdate"]![name];
    }

    [Fact]
    public void A_member_has_time_to_leave_is_asked_three_things_and_knows_its_address()
    {
        var delay = TimeSpan.Parse((string)Find("settings", "ConfigMap")["data"]!["Portal__Stop__Delay"]!);
        Assert.True(delay > new StopOptions().Delay);
        foreach (var member in Members)
        {
            var pod = Find(member, "Deployment")["spec"]!["template"]!["spec"]!;
            Assert.Equal(150, (int)pod["terminationGracePeriodSeconds"]!);
            Assert.True(TimeSpan.FromSeconds(150) > delay + TimeSpan.FromSeconds(21));
            Assert.Contains(pod["topologySpreadConstraints"]!.AsArray(), one => (string)one!["topologyKey"]! == "kubernetes.io/hostname");
            Assert.True((bool)pod["securityContext"]!["runAsNonRoot"]!);
            var container = Assert.Single(pod["containers"]!.AsArray())!;
            Assert.Equal(
                ["/health/live", "/health/live", "/health/ready"],
                new[] { "startupProbe", "livenessProbe", "readinessProbe" }.Select(probe => (string)container[probe]!["httpGet"]!["path"]!));
            var address = container["env"]!.AsArray().Single(one => (string)one!["name"]! == "POD_IP")!;
            Assert.Equal("status.podIP", (string)address["valueFrom"]!["fieldRef"]!["fieldPath"]!);
            Assert.True((bool)container["securityContext"]!["readOnlyRootFilesystem"]!);
            Assert.Equal(
                (string)Find(member, "Deployment")["spec"]!["selector"]!["matchLabels"]!["app.kubernetes.io/component"]!, member);
        }
    }

    [Fact]
    public void The_fleet_of_compose_starts_in_order_and_each_has_its_own_password()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Sources.PathOf("deploy/container/compose.yaml"))));
        var root = (YamlMappingNode)yaml.Documents.Single().RootNode;
        var services = ((YamlMappingNode)root["services"]).Children
            .ToDictionary(one => one.Key.ToString(), one => (YamlMappingNode)one.Value);
        Assert.Equal(
            ["balancer", "database", "front1", "front2", "migrate", "rights", "silo1", "silo2"], services.Keys.Order(StringComparer.Ordinal));
        foreach (var (role, of) in new[] { ("silo", "x-silo"), ("web", "x-web") })
            Assert.Equal(
                ["pgpass-" + role], Secrets((YamlMappingNode)root[of]).Where(name => name.StartsWith("pgpass", StringComparison.Ordinal)));
        Assert.Equal(["pgpass-migrate"], Secrets(services["rights"]));
        var declared = ((YamlMappingNode)root["secrets"]).Children.Keys.Select(key => key.ToString()).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(declared, services.Values.SelectMany(Secrets).ToHashSet(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Secrets(YamlMappingNode service) =>
        service.Children.TryGetValue("secrets", out var list) ? ((YamlSequenceNode)list).Select(one => one.ToString()) : [];
}
