using Portal.Saving;
using Portal.Secrets;

namespace Portal.Brands;

[GrainType("brand")]
internal sealed class BrandGrain(
    [PersistentState("brand")] IPersistentState<BrandState> store,
    IBrandRules rules,
    IEnumerable<IUses<BrandState>> users,
    ISecrets secrets,
    IFollowUp<BrandState> followUp,
    SavingParts parts) : Grain, IBrandGrain
{
    private DocumentWriter<BrandState, BrandView> document = null!;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        document = new(this, store, followUp, parts, state => state.ToView());
        return document.Activate();
    }

    public Task<SaveResult<BrandView>> Create(BrandSettings settings, Change change) =>
        document.Create("brand.create", change, async (now, time) =>
        {
            if (now.Lives)
                return SaveResult<BrandView>.Exists("id", $"A brand {Id} already exists. Open it to change it, or choose another id.");

            var (clean, errors) = await rules.Check(settings with { Id = Id }, null, CancellationToken.None);
            (clean, errors) = Keeping.Take(clean, null, change, errors);
            return errors.Count > 0
                ? SaveResult<BrandView>.Invalid([.. errors])
                : Write(now with { CreatedAt = time }, clean, time);
        });

    public Task<SaveResult<BrandView>> Save(BrandSettings settings, Change change) =>
        document.Change("brand.save", change, async (now, time) =>
        {
            var stored = now.ToView().Settings;
            var (clean, errors) = await rules.Check(settings with { Id = Id }, stored, CancellationToken.None);
            (clean, errors) = Keeping.Take(clean, stored, change, errors);
            errors = ScriptRules.Excuse(
                errors,
                sameScript: clean.JavaScript == now.Settings!.JavaScript && clean.ScriptSources == now.Settings.ScriptSources,
                sameCss: clean.Css == now.Settings.Css);
            if (StoredSmtp.Refusal(clean.Smtp, now.Smtp) is { } smtp)
                errors = [.. errors, smtp];
            return errors.Count > 0
                ? SaveResult<BrandView>.Invalid([.. errors])
                : Write(now, clean, time);
        });

    public Task<SaveResult<BrandView>> Delete(Change change) =>
        document.Delete("brand.delete", change, async (now, time) =>
        {
            if (await users.First(Id) is { } uses)
                return SaveResult<BrandView>.InUse("id", uses);

            var next = now with
            {
                Deleted = true,
                ChangedAt = time,
                Settings = new BrandSettings { Id = Id, Name = now.Settings!.Name },
                Smtp = null,
            };
            return new(next, Audited.Of(Id, now.ToView().Settings, null));
        });

    public Task<BrandView?> Get() => Task.FromResult(document.View);

    public Task<BrandSnapshot?> GetSnapshot(long newerThan)
    {
        var now = document.Now;
        return Task.FromResult(now.Version > newerThan || (now.Version == 0 && newerThan < 0)
            ? new BrandSnapshot(Id, now.Version, now.Lives ? now.Settings : null)
            : null);
    }

    public Task<MailServer?> GetMailServer() => Task.FromResult(document.Now.Lives ? document.Now.Smtp?.ToMailServer() : null);

    public Task Repair() => document.Repair();

    private Decision<BrandState, BrandView> Write(BrandState now, BrandSettings clean, DateTimeOffset time) => new(
        now with
        {
            Deleted = false,
            ChangedAt = time,
            Settings = clean with { Smtp = null },
            Smtp = StoredSmtp.Take(clean.Smtp, now.Deleted ? null : now.Smtp, secrets),
        },
        Audited.Of(Id, now.Lives ? now.ToView().Settings : null, clean));
}
