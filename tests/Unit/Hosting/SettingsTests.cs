using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Certificates.Acme;
using Portal.Dns;
using Portal.Hosting.Clustering;
using Portal.Platform;

namespace Portal.Tests.Unit.Hosting;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Portal:Cluster:SiloPort", "abc", "Portal:Cluster:SiloPort is \"abc\". Allowed: a whole number.")]
    [InlineData("Portal:Cluster:SiloPort", "70000", "Portal:Cluster:SiloPort is \"70000\". Allowed: a port, 0 (any free one) to 65535.")]
    [InlineData("Portal:Role", "both", "Portal:Role is \"both\". Allowed: all, web, silo.")]
    [InlineData("Portal:Storage:Provider", "2", "Portal:Storage:Provider is \"2\". Allowed: sqlite, postgres.")]
    public void A_wrong_value_is_told_with_key_value_and_what_is_allowed(string key, string value, string sentence)
    {
        var refused = Assert.Throws<OptionsValidationException>(
            () => From((key, value)).ReadPortalOptions<NodeOptions, NodeOptionsValidator>("Portal"));
        Assert.Equal([sentence], refused.Failures);
    }

    [Theory]
    [InlineData("Portal:Cluster:Address", "10.0.0.5")]
    [InlineData("Portal:Role", "web")]
    public void Sqlite_with_more_than_one_node_is_refused_with_the_reason(string key, string value)
    {
        var refused = Assert.Throws<OptionsValidationException>(
            () => From((key, value)).ReadPortalOptions<NodeOptions, NodeOptionsValidator>("Portal"));
        Assert.Contains("SQLite, which supports a single process", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_cluster_ports_without_tls_are_refused() =>
        Assert.Contains("Portal:Cluster:Tls", Assert.Single(Assert.Throws<OptionsValidationException>(() =>
            From(("Portal:Cluster:Address", "10.0.0.5"), ("Portal:Storage:Provider", "postgres"))
                .ReadPortalOptions<NodeOptions, NodeOptionsValidator>("Portal")).Failures), StringComparison.Ordinal);

    [Fact]
    public void Control_names_are_loopback_unless_a_list_replaces_them()
    {
        Assert.Equal(["localhost", "127.0.0.1"], Platform().ControlHosts);
        Assert.Equal(["panel.example"], Platform(("Portal:ControlHosts:0", "Panel.example.")).ControlHosts);
        Assert.Equal(["a.example", "b.example"], Platform(("Portal:ControlHosts", "a.example, b.example")).ControlHosts);
    }

    [Fact]
    public void The_public_port_is_the_https_port_unless_it_is_set()
    {
        Assert.Equal(8443, Platform().HttpsPublicPort);
        Assert.Equal(9443, Platform(("Portal:Https:Port", "9443")).HttpsPublicPort);
        Assert.Equal(443, Platform(("Portal:Https:Port", "9443"), ("Portal:Https:PublicPort", "443")).HttpsPublicPort);
    }

    [Theory]
    [InlineData("https://portal.example")]
    [InlineData("portal.example:8443")]
    [InlineData("por tal.example")]
    public void A_platform_host_with_more_than_a_name_is_refused(string value) =>
        Assert.StartsWith(
            $"Portal:PlatformHost is \"{value}\".",
            Assert.Single(Assert.Throws<OptionsValidationException>(() => Platform(("Portal:PlatformHost", value))).Failures),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.1:5301,[::1]:5302")]
    [InlineData(" 127.0.0.1:5301 , [::1]:5302 ")]
    public void Dns_servers_are_one_text_or_a_list(string text)
    {
        Assert.Equal(["127.0.0.1:5301", "[::1]:5302"], Dns(("Portal:Dns:Servers", text)));
        Assert.Equal(
            ["127.0.0.1:5301", "[::1]:5302"], Dns(("Portal:Dns:Servers:0", "127.0.0.1:5301"), ("Portal:Dns:Servers:1", "[::1]:5302")));
    }

    [Fact]
    public void What_nobody_reads_is_told_by_its_shortest_unknown_key_and_without_its_value()
    {
        var told = UnknownSettings.Find(
            From(
                ("Portal:Acme:Fallback:Directory", "https://ca.example"),
                ("Portal:Acme:Fallback:ExternalAccount:HmacKey", "geheim"),
                ("Portal:Htpp:Port", "80"),
                ("Portal:Dns:Servers:0", "127.0.0.1:53"),
                ("Portal:Dns:Servers", "127.0.0.1"),
                ("portal:dns:scaninterval", "00:01:00"),
                ("Logging:Nothing", "1"),
                ("Portal:Dns:Timeout:Seconds", "1")),
            [new("Portal:Acme", typeof(AcmeOptions)), new("Portal:Dns", typeof(DnsOptions))]);
        Assert.Equal(["Portal:Acme:Fallback", "Portal:Dns:Timeout:Seconds", "Portal:Htpp"], told.Select(line => line.Split(' ')[0]));
        Assert.All(
            told,
            line => Assert.EndsWith(" is set, but this version has no such setting: it has no effect.", line, StringComparison.Ordinal));
    }

    private static string[] Dns(params (string Key, string Value)[] settings) =>
        new ServiceCollection().AddSingleton(From(settings)).AddPortalOptions<DnsOptions, DnsOptionsValidator>(DnsOptions.Section)
            .BuildServiceProvider().GetRequiredService<IOptions<DnsOptions>>().Value.Servers;

    private static IConfiguration From(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();

    private static PlatformOptions Platform(params (string Key, string Value)[] settings) =>
        new ServiceCollection().AddSingleton(From(settings)).AddPlatform().BuildServiceProvider()
            .GetRequiredService<IOptions<PlatformOptions>>().Value;
}
