using Portal.Brands;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.Domains;

[GrainType("domain"), CollectionAgeLimit(Minutes = ShortStay.Minutes)]
internal sealed class DomainGrain(
    [PersistentState("domain")] IPersistentState<DomainState> store,
    IDomainRules rules,
    ISecrets secrets,
    IFollowUp<DomainState> followUp,
    SavingParts parts,
    BrandMaker brands,
    ITemplateCustomers templates,
    IEnumerable<IUses<DomainState>> users,
    TakeOver takeOver) : Grain, IDomainGrain, IStays
{
    private DocumentWriter<DomainState, DomainView> document = null!;

    private string Host => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        document = new(this, store, followUp, parts, state => state.ToView());
        return document.Activate();
    }

    public Task<SaveResult<DomainView>> Create(DomainSettings settings, Change change) =>
        document.Create("domain.create", change, async (now, time) =>
        {
            if (now.Lives)
                return SaveResult<DomainView>.Exists(
                    "host",
                    change.OnlyBrands is { } held && !held.Contains(now.Settings!.Brand, StringComparer.Ordinal)
                        ? $"{Host} can't be added here. If the name is yours, ask an owner or admin of the platform."
                        : $"{Host} is already a domain here. Open it to change it.");
            if (await takeOver.Refuse(Host, now, settings.Brand, change) is { } taken)
                return SaveResult<DomainView>.Exists("host", taken);

            var (clean, errors) = await rules.Check(settings with { Host = Host }, null, CancellationToken.None);
            (clean, errors) = Keeping.Take(clean, null, change, errors);
            if (await TemplateRule.Refuse(templates, clean.TemplateCustomer, null, change) is { } template)
                errors = [.. errors, template];
            if (errors.Count > 0)
                return SaveResult<DomainView>.Invalid([.. errors]);
            if (clean.Brand is null)
                clean = clean with { Brand = await brands.MakeFor(clean, change) };
            return Write(now with { CreatedAt = time }, clean, time);
        });

    public Task<SaveResult<DomainView>> Save(DomainSettings settings, Change change) =>
        document.Change("domain.save", change, async (now, time) =>
        {
            var stored = now.ToView().Settings;
            var (clean, errors) = await rules.Check(
                settings with { Host = Host, Brand = settings.Brand ?? stored.Brand }, stored, CancellationToken.None);
            (clean, errors) = Keeping.Take(clean, stored, change, errors);
            errors = ScriptRules.Excuse(
                errors,
                sameScript: clean.JavaScript == now.Settings!.JavaScript && clean.ScriptSources == now.Settings.ScriptSources,
                sameCss: clean.Css == now.Settings.Css);
            if (StoredSmtp.Refusal(clean.Smtp, now.Smtp) is { } smtp)
                errors = [.. errors, smtp];
            if (await TemplateRule.Refuse(templates, clean.TemplateCustomer, now.Settings!.TemplateCustomer, change) is { } template)
                errors = [.. errors, template];
            return errors.Count > 0
                ? SaveResult<DomainView>.Invalid([.. errors])
                : Write(now, clean, time);
        });

    public Task<SaveResult<DomainView>> Delete(Change change) =>
        document.Delete("domain.delete", change, async (now, time) =>
        {
            if (await users.First(Host) is { } uses)
                return SaveResult<DomainView>.InUse("host", uses);

            var brand = now.Settings!.Brand;
            var next = now with
            {
                Deleted = true,
                ChangedAt = time,
                // The brand stays for the cooling time; what the domain held of its own goes.
                Settings = new DomainSettings { Host = Host, Brand = brand },
                Smtp = null,
            };
            return new(next, Audited.Of(brand, now.ToView().Settings, null));
        });

    public Task<DomainView?> Get() => Task.FromResult(document.View);

    public Task<DomainSnapshot?> GetSnapshot(long newerThan)
    {
        var now = document.Now;
        return Task.FromResult(now.Version > newerThan || (now.Version == 0 && newerThan < 0)
            ? new DomainSnapshot(Host, now.Version, now.Lives ? now.Settings : null)
            : null);
    }

    public Task<MailServer?> GetMailServer() => Task.FromResult(document.Now.Lives ? document.Now.Smtp?.ToMailServer() : null);

    public Task Repair() => document.Repair();

    public void Stay(TimeSpan time) => DelayDeactivation(time);

    private Decision<DomainState, DomainView> Write(DomainState now, DomainSettings clean, DateTimeOffset time) => new(
        now with
        {
            Deleted = false,
            ChangedAt = time,
            Settings = clean with { Smtp = null },
            Smtp = StoredSmtp.Take(clean.Smtp, now.Deleted ? null : now.Smtp, secrets),
        },
        Audited.Of(clean.Brand, now.Lives ? now.ToView().Settings : null, clean));
}
