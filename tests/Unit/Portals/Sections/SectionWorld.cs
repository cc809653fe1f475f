using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Portal.Access;
using Portal.Alerts;
using Portal.Blobs;
using Portal.Calls;
using Portal.Customers;
using Portal.Domains;
using Portal.Exports;
using Portal.Mail;
using Portal.People;
using Portal.Platform;
using Portal.Views;
using Portal.WebHost.Front;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>The sections as they are put together, with rows in memory and a signed-in contact that a test makes up.</summary>
internal sealed class SectionWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 22, 30, 0, TimeSpan.Zero);
    private readonly ServiceProvider services;

    public SectionWorld()
    {
        Alerts = new(Items);
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(Options.Create(new PlatformOptions()))
            .AddSingleton<TimeProvider>(new FakeTimeProvider(Now))
            .AddSingleton<PageHeaders>()
            .AddSingleton<ICustomerItems>(Items)
            .AddSingleton<ICallStore>(Calls)
            .AddSingleton<ICallProofs>(Calls)
            .AddSingleton<ICallSamples>(Samples)
            .AddSingleton<ISavedViews>(Views)
            .AddSingleton<IChosenColumns>(Columns)
            .AddSingleton<IExports>(Exports)
            .AddSingleton<IExportSchedules>(Exports)
            .AddSingleton<IExportCheck>(Exports)
            .AddSingleton<IBlobs>(Exports)
            .AddSingleton<ExportBlobs>()
            .AddSingleton<ExportLimits>()
            .AddSingleton<IRecordings, NoRecordings>()
            .AddSingleton<IContactDirectory>(People)
            .AddSingleton<IContactDesk>(People)
            .AddSingleton<IThrottle>(People)
            .AddSingleton<IMailReach>(Mail)
            .AddSingleton<ILiveSet<LiveCall>>(LiveCalls)
            .AddSingleton<ILiveSet<SipRegistration>>(Registrations)
            .AddSingleton<IAlertBoard>(Alerts)
            .AddSingleton<OwnAlerts>()
            .AddSingleton<Tries>()
            .AddSingleton(Grains.Factory)
            .AddSections()
            .BuildServiceProvider();
    }

    public MadeUpItems Items { get; } = new();

    public MadeUpCalls Calls { get; } = new();

    public MadeUpSamples Samples { get; } = new();
    public MadeUpViews Views { get; } = new();
    public MadeUpColumns Columns { get; } = new();

    public MadeUpExports Exports { get; } = new();
    public MadeUpAlerts Alerts { get; }

    public MadeUpPeople People { get; } = new();

    public MadeUpMail Mail { get; } = new();

    public MadeUpLive<LiveCall> LiveCalls { get; } = new();

    public MadeUpLive<SipRegistration> Registrations { get; } = new();

    public MadeUpGrains Grains { get; } = new();

    /// <summary>Keys of all sections that have a folder.</summary>
    public static IEnumerable<string> Keys { get; } =
    [
        .. typeof(IPortalSection).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IPortalSection)))
            .Select(type => ((IPortalSection)RuntimeHelpers.GetUninitializedObject(type)).Key),
    ];

    /// <summary>Those that can be opened, in the order of the menu.</summary>
    public static string[] WithPage { get; } = [.. Portal.Access.Sections.All.Intersect(Keys)];

    public PortalMenu Menu => services.GetRequiredService<PortalMenu>();

    public static DomainSettings Domain =>
        new()
        {
            Host = "portal.acme.example",
            BrandName = "Acme Telecom",
            Footer = "Acme Telecom Ltd",
            Access = Portal.Access.Sections.All,
        };

    public static CustomerSettings Customer => new() { Id = "c_1", Name = "Blue Cloud Ltd", Currency = "USD", DebitLimit = 50 };

    public static PersonSnapshot Person => new()
    {
        Id = "p_1",
        Version = 1,
        Name = "Ann Bell",
        Email = "ann@blue.example",
        EmailVerified = true,
        HasPassword = true,
        Scope = "portal.acme.example",
        HomeHost = "portal.acme.example",
        Sessions =
            [
                Session,
                Session with
                {
                    Id = "other",
                    Agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
                },
            ],
        Places = [Place],
    };

    public static PersonSession Session =>
        new(
            "this",
            "portal.acme.example",
            "ct_1",
            SessionStage.Whole,
            Now.AddHours(-1),
            Now,
            Now.AddHours(11),
            "203.0.113.9",
            "Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0 Safari/537.36",
            null);

    public static PersonPlace Place => new("ct_1", "c_1", ContactRole.All, ContactStatus.Active, [], "Finance", null);

    /// <summary>A call of somebody who may see all; change it with <c>with</c>.</summary>
    public static PortalCall Call(
        string method = "GET",
        string path = "/dashboard",
        string language = "en",
        ContactRole role = ContactRole.All,
        DomainSettings? domain = null,
        CustomerSettings? customer = null,
        bool contractDue = false)
    {
        domain ??= Domain;
        customer ??= Customer;
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Scheme = "https";
        context.Request.Host = new HostString(domain.Host);
        var (plain, query) = path.Split('?') is [var one, var two] ? (one, "?" + two) : (path, "");
        context.Request.Path = plain;
        context.Request.QueryString = new QueryString(query);
        context.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.9");
        context.Response.Body = new MemoryStream();
        var entry = new SnapshotEntry<DomainSnapshot>(domain.Host) { Current = new DomainSnapshot(domain.Host, 3, domain) };
        var site = new Site(entry, entry.Current, null, [], PortalTexts.Languages);
        var facts = AccessFacts.Of(customer, domain.Access ?? []) with { Role = role, ContractDue = contractDue };
        return new PortalCall
        {
            Context = context,
            Site = SitePages.Of(site),
            Texts = PortalTexts.In(language),
            Culture = CultureInfo.GetCultureInfo(language),
            Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
            Now = Now,
            Person = Person,
            Session = Session,
            Place = Place with { Role = role },
            Customer = customer,
            Places = [(Place, customer.Name)],
            Access = EffectiveAccess.Of(facts),
            FormToken = "token",
        };
    }

    /// <summary>The same on a domain that allows these columns of reports.</summary>
    public static PortalCall WithColumns(PortalCall call, string[] cdr, string[]? breakout = null) => call with
    {
        Site = Call(domain: Domain with { CdrColumns = cdr, BreakoutColumns = breakout ?? [] }).Site,
    };

    /// <summary>As the gate routes: null where a section says that there is no such thing, or is hidden.</summary>
    public async Task<Answered?> Ask(PortalCall call)
    {
        var path = call.Context.Request.Path.Value!;
        var end = path.IndexOfAny(['/', '.'], 1);
        var (key, rest) = end < 0 ? (path[1..], "") : (path[1..end], path[end..]);
        var page = services.GetServices<IPortalSection>().Concat(services.GetServices<ISignedInPage>()).SingleOrDefault(s => s.Key == key);
        if (page is null || (page is IPortalSection && !call.Sees(key)) || !await page.Serve(call, rest))
            return null;
        var body = (MemoryStream)call.Context.Response.Body;
        return new Answered(call.Context.Response, Encoding.UTF8.GetString(body.ToArray()));
    }

    public Task<Answered?> Get(string path, string language = "en", ContactRole role = ContactRole.All) =>
        Ask(Call(path: path, language: language, role: role));

    public Task<Answered?> Post(PortalCall call, params (string Name, string Value)[] fields)
    {
        var form = string.Join('&', fields.Append((PortalCall.TokenField, "token")).Append((PortalCall.OperationField, new string('a', 32)))
            .Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2)}"));
        var request = call.Context.Request;
        request.Method = "POST";
        request.ContentType = "application/x-www-form-urlencoded";
        request.Headers["Sec-Fetch-Site"] = "same-origin";
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(form));
        return Ask(call);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

internal sealed record Answered(HttpResponse Response, string Body)
{
    public int Status => Response.StatusCode;

    public string? Location => Response.Headers.Location;

    public IHtmlDocument Page => new HtmlParser().ParseDocument(Body);

    public string Text(string selector) => Page.QuerySelector(selector)?.TextContent.Trim() ?? "";
}
