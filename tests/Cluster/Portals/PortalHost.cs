using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Access;
using Portal.Customers;
using Portal.Mail;
using Portal.People;
using Portal.Staff;
using Portal.Tests.Cluster.Api;
using Portal.Tests.Cluster.Dns;
using Portal.Tests.Cluster.Faces;
using Portal.Tests.Cluster.Hosting;
using Portal.Tests.Cluster.Mail;
using Portal.WebHost.Front;

namespace Portal.Tests.Cluster.Portals;

/// <summary>All faces, with what each test asks of them: browsers, programs, contacts with a password.</summary>
public class PortalHost : FacesFixture
{
    public const string Password = "correct horse battery";
    internal const string ControlHost = "panel.example";

    internal PushedClock Clock { get; } = new();

    internal TakenMails Mails { get; } = new();

    /// <summary>Whether nobody can say who is who, as when the store is away.</summary>
    internal bool ArePersonsCutOff { get; set; }

    /// <summary>A browser with cookies of its own.</summary>
    internal PortalVisitor Visitor(string host, string address = "192.0.2.1") => new(Address(0), host, address);

    /// <summary>A browser at the control panel, signed in as an admin.</summary>
    internal async Task<PortalVisitor> Staff()
    {
        const string email = "ann@operator.example";
        await Hire(email);
        var browser = Visitor(ControlHost);
        browser.Cookies["__Host-session"] = await Service<StaffSessions>().Start(email, pending: false, null, null);
        return browser;
    }

    /// <summary>An admin with the password.</summary>
    internal async Task Hire(string email)
    {
        var settings = new OperatorSettings { Email = email, Name = "Ann", Rights = new StaffRights { Role = StaffRole.Admin } };
        Assert.True((await Grains.GetGrain<IOperatorGrain>(email).Create(settings, Password, By("staff/" + email))).IsSaved);
    }

    /// <summary>A program with every right.</summary>
    internal async Task<JsonNode> Api(HttpMethod verb, string path, string? body = null)
    {
        var (status, text) = await Api(verb, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"));
        return JsonNode.Parse(text.Length == 0 ? "{}" : text) is JsonObject json ? With(json, status) : JsonNode.Parse(text)!;
    }

    /// <summary>The same with a body of any kind.</summary>
    internal async Task<(int Status, string Text)> Api(HttpMethod verb, string path, HttpContent? body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(verb, new Uri(Address(0), "/api/v1" + path)) { Content = body };
        request.Headers.Host = ControlHost;
        request.Headers.Authorization = new("Bearer", ApiHost.FirstKey);
        request.Headers.Add("X-Forwarded-For", "192.0.2.50");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static JsonObject With(JsonObject json, int status)
    {
        json["http"] = status;
        return json;
    }

    /// <summary>A customer with one contact that has the password.</summary>
    internal async Task<ContactView> AddContact(
        string email, string? domain, Func<ContactSettings, ContactSettings>? with = null, string? password = Password)
    {
        var id = CustomerIds.For(CustomerKind.Customer, "customer/" + email + domain);
        var made = await Grains.GetGrain<ICustomerGrain>(id).Create(
            new CustomerSettings { Id = id, Name = "Roadrunner", Currency = "USD", Domain = domain }, [], By("customer/" + id));
        Assert.True(made.IsSaved, string.Join(' ', made.Errors.Select(e => e.Reason)));
        var settings = new ContactSettings { Name = "Wile E. Coyote", Email = email };
        var added = await Service<IContactDesk>().Add(
            id, with?.Invoke(settings) ?? settings, password, By("contact/" + id), CancellationToken.None);
        Assert.True(added.IsSaved, string.Join(' ', added.Errors.Select(e => e.Reason)));
        await Eventually.Holds(
            () => Service<IContactDirectory>().PersonExists(added.Value!.Person, CancellationToken.None), "the person's row is there");
        return added.Value!;
    }

    /// <summary>One more customer of the same domain, at which somebody who is there is a contact too.</summary>
    internal async Task<ContactView> AddPlace(string email, string customer, string? domain)
    {
        var id = CustomerIds.For(CustomerKind.Customer, $"place/{customer}/{email}");
        var settings = new CustomerSettings { Id = id, Name = customer, Currency = "USD", Domain = domain };
        Assert.True((await Grains.GetGrain<ICustomerGrain>(id).Create(settings, [], By("customer/" + id))).IsSaved);
        var contact = new ContactSettings { Name = "Wile E. Coyote", Email = email, Role = ContactRole.All };
        var added = await Service<IContactDesk>().Add(id, contact, null, By("place/" + id), CancellationToken.None);
        Assert.True(added.IsSaved, string.Join(' ', added.Errors.Select(e => e.Reason)));
        var person = Grains.GetGrain<IPersonGrain>(added.Value!.Person);
        Assert.True((await person.AnswerInvitation(added.Value.Id, accepts: true, By("accept/" + id))).IsSaved);
        return added.Value;
    }

    /// <summary>Path and query of the link that was mailed to somebody last.</summary>
    internal async Task<string> MailedLink(string email, MailKind kind)
    {
        await Eventually.Holds(
            () => Task.FromResult(Mails.To(email).Any(mail => mail.Kind == kind)),
            $"a mail {kind} to {email} is on its way");
        return Mails.To(email).Last(mail => mail.Kind == kind).Link!;
    }

    protected override void Configure(IDictionary<string, string?> settings)
    {
        settings["Portal:Mail:Server"] = "smtp.mail.example";
        settings["Portal:Mail:From"] = "portal@mail.example";
        settings["Portal:ControlHosts:0"] = ControlHost;
        settings["Portal:Setup:RequireSecondFactor"] = "false";
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        base.Configure(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(Mails);
        builder.Services.AddSingleton<PersonSource>();
        builder.Services.Replace(ServiceDescriptor.Singleton<ISnapshotSource<PersonSnapshot>>(
            services => new CutOffPersons(services.GetRequiredService<PersonSource>(), () => ArePersonsCutOff)));
    }
}

internal sealed class CutOffPersons(PersonSource source, Func<bool> isCutOff) : ISnapshotSource<PersonSnapshot>
{
    public string Prefix => source.Prefix;

    public TimeSpan Lease => source.Lease;

    public Task<PersonSnapshot?> Load(string key, long newerThan, long promised) =>
        isCutOff() ? throw new TimeoutException("The store is away.") : source.Load(key, newerThan, promised);

    public long VersionOf(PersonSnapshot document) => source.VersionOf(document);

    public Task<IReadOnlyDictionary<string, long>> Versions(string[] keys, CancellationToken cancellation) =>
        isCutOff() ? throw new TimeoutException("The store is away.") : source.Versions(keys, cancellation);

    public bool AsksForMissing(PersonSnapshot held) => source.AsksForMissing(held);
}
