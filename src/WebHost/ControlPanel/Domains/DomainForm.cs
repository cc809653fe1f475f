using Portal.Brands;
using Portal.Certificates;
using Portal.Customers;
using Portal.Dns;
using Portal.Domains;
using Portal.Files;
using Portal.Mail;
using Portal.Platform;
using Portal.Saving;
using Portal.Staff;
using Portal.Storage;
using Portal.WebHost.Front;

namespace Portal.WebHost.ControlPanel;

/// <summary>What a domain's page is made of.</summary>
public sealed record DomainModel
{
    public required StaffCall Call { get; init; }

    /// <summary>Null: a new domain.</summary>
    public DomainView? Domain { get; init; }
    public required FormValues Values { get; init; }
    public DnsView? Dns { get; init; }
    public CertificateView? Certificate { get; init; }

    /// <summary>The brand that is chosen in the form; null: none.</summary>
    public BrandSettings? ChosenBrand { get; init; }

    /// <summary>Where the values of empty fields come from.</summary>
    internal Inheritance Inheritance { get; init; } = new([]);
    public required IReadOnlyList<BrandRow> Brands { get; init; }
    public required IReadOnlyList<FileView> Files { get; init; }

    /// <summary>Of the chosen template; null: none, or one that this person may not see.</summary>
    public string? TemplateName { get; init; }

    /// <summary>How many sign in on this domain alone.</summary>
    public long Customers { get; init; }

    /// <summary>Somebody else's version, when it changed since this form was opened.</summary>
    public FormValues? Theirs { get; init; }

    /// <summary>Whose version that is.</summary>
    public SavedBy? By { get; init; }
    public TestMailOutcome? TestMail { get; init; }
    public string? TestTo { get; init; }

    /// <summary>What is wrong with an uploaded certificate.</summary>
    public FieldError[] CertificateErrors { get; init; } = [];

    /// <summary>What was pasted as a certificate and is not taken yet.</summary>
    public CertificateDraft? CertificateDraft { get; init; }

    /// <summary>Disabling was asked for and is not confirmed: how many customers and carriers it locks out.</summary>
    public long? LocksOut { get; init; }

    /// <summary>The name that the domain's record is to point at.</summary>
    public required string PlatformHost { get; init; }

    public required MailPathView Mail { get; init; }

    /// <summary>The first start is under way, and this is its last step.</summary>
    public bool IsSetup { get; init; }

    /// <summary>What the last change did.</summary>
    public string? Done { get; init; }

    /// <summary>For <see cref="FormKey"/>; null: a new domain.</summary>
    public string? For => Domain is null ? null : StalePanelForm.Mark(Domain.Settings.Host, Domain.Settings.Brand);

    public bool CanChange => Domain is null ? DomainDesk.RefuseAdding(Call.Caller) is null : DomainDesk.MayChange(Call.Caller, Domain);

    public bool CanSetScript => ScriptRight.Has(Call.Caller);

    /// <summary>Whether it has to be of a brand that is there already.</summary>
    public bool NeedsBrand => DomainDesk.NeedsBrand(Call.Caller);
}

/// <summary>Gathers what a domain's page shows.</summary>
internal sealed class DomainForm(
    IGrainFactory grains,
    DomainDesk desk,
    BrandDesk brands,
    IFileDirectory files,
    ICustomerDirectory customers,
    ISiteLanguages languages,
    PlatformNames platform,
    MailPaths mail)
{
    private const int MostChoices = 500;

    public async Task<DomainModel> Model(StaffCall call, DomainView? domain, FormValues? values = null)
    {
        var host = domain?.Settings.Host;
        values ??= DomainDocument.Domain.ToForm(domain?.Settings ?? DomainDocument.New(""));
        var chosen = await Chosen(call, values, domain?.Settings.Brand);
        var template = values.One("templateCustomer")?.Trim() is { Length: <= 64 } id
            ? await customers.Find(id, CustomerKind.Customer, call.Aborted)
            : null;
        var way = domain is null ? default : await desk.Way(domain);
        var owners = domain?.Settings.Brand is { } own ? [own] : BrandDesk.Own(call.Caller);
        return new DomainModel
        {
            Call = call,
            Domain = domain,
            Values = values,
            ChosenBrand = chosen,
            Inheritance = Inherited(call, values, chosen),
            TemplateName = template is not null && CustomerDesk.MaySee(call.Caller, template.Brand) ? template.Name : null,
            Customers = host is null
                ? 0
                : await customers.Count(
                    new CustomerQuery(new ListQuery(Brands: BrandDesk.Own(call.Caller)).With("domain", host)), call.Aborted),
            Dns = way.Dns,
            Certificate = way.Certificate,
            PlatformHost = await platform.Host(),
            Mail = await mail.Of(host, domain?.Settings.Brand, call.Aborted),
            IsSetup = domain is null
                && StaffDesk.MayManage(call.Caller)
                && await grains.GetGrain<IStaffSetupGrain>(0).Stage() == SetupStage.Domain,
            Brands = await brands.Choices(call.Caller, call.Aborted),
            Files = (await files.List(new ListQuery(null, MostChoices, null, owners), call.Aborted)).Items,
        };
    }

    /// <summary>Where empty fields of a form get their values from: by the brand that is chosen in it.</summary>
    /// <param name="now">The brand that the domain has; it stays where none is chosen.</param>
    public async Task<Inheritance> Inherited(StaffCall call, FormValues values, string? now) =>
        Inherited(call, values, await Chosen(call, values, now));

    private Inheritance Inherited(StaffCall call, FormValues values, BrandSettings? brand) =>
        Inheritance.OfDomain(DomainDocument.Domain.FromForm(values, []), brand, languages.Known, ScriptRight.Has(call.Caller));

    private async Task<BrandSettings?> Chosen(StaffCall call, FormValues values, string? now) =>
        (values.One("brand")?.Trim() ?? now) is { } id ? (await brands.Find(call.Caller, id, call.Aborted)).Value?.Settings : null;

    public static IResult Page(DomainModel model, int status = StatusCodes.Status200OK) =>
        PanelPage.Of<DomainPage>(new { Model = model }, status);
}
