using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Portal.Audit;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.Certificates;

/// <summary>
/// The lock of a host's orders by being one. Its calls are short: orders run beside them, and every change of the document
/// is one guarded write.
/// </summary>
[GrainType("certificate"), CollectionAgeLimit(Minutes = ShortStay.Minutes)]
internal sealed partial class CertificateGrain(
    [PersistentState("certificate")] IPersistentState<CertificateDocument> store,
    CertificateParts parts,
    OrderWorkerParts workerParts,
    UploadReadings uploads,
    ISecrets secrets,
    AuditTrail audit,
    TimeProvider clock,
    ILogger<CertificateGrain> logger) : Grain, ICertificateGrain, IStays, IDisposable
{
    /// <summary>Waits beyond this are left to the shard's scan, so that idle hosts leave memory.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMinutes(12);

    /// <summary>Longer than any order runs.</summary>
    private static readonly TimeSpan StayForOrder = TimeSpan.FromMinutes(30);

    private readonly LongestStay stay = new(clock);
    private CertificateChanges changes = null!;
    private OrderWorker worker = null!;
    private IGrainTimer? timer;
    private bool leaving;

    private string Host => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        changes = new CertificateChanges(this, store, parts);
        worker = new OrderWorker(Host, changes, workerParts, OnOrderEnded);
        // Never throws; front ends that missed the note of a write before a crash hear it now.
        _ = changes.Announce();
        Arm();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        leaving = true;
        worker.Cancel();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        worker?.Dispose();
        changes?.Dispose();
    }

    public async Task Require(bool wanted, bool checkDns)
    {
        if (!wanted)
        {
            await changes.Change(d => d.Wanted ? d.Drop(clock.GetUtcNow()) : null);
            worker.Cancel();
        }
        else
        {
            await changes.Change(d => d.Wanted && d.CheckDns == checkDns ? null : d with { Wanted = true, CheckDns = checkDns });
        }

        await changes.MakeUp();
        await Step();
    }

    public async Task Follow(CertificateOwner owner, CertificateUse use)
    {
        await changes.Change(d => KeepingRule.Follow(d, owner, use, clock.GetUtcNow()));
        if (use != CertificateUse.Serve)
            worker.Cancel();
        await changes.MakeUp();
        await Step();
    }

    public async Task DnsPassed()
    {
        await changes.Change(d => d is { FailedByDns: true, NextAttempt: not null } ? d with { NextAttempt = clock.GetUtcNow() } : null);
        await Step();
    }

    public async Task Wake()
    {
        await changes.MakeUp();
        await Step();
    }

    public Task Repair() => changes.Repair();

    public async Task<CertificateView> Renew(Change change)
    {
        if (!changes.Now.Wanted || changes.Now.RecentOperations.Contains(change.OperationId))
            return View();
        await Audit(change, "certificate.renew", null);
        await parts.Rows.MarkDue(Host, clock.GetUtcNow());
        await changes.Change(d => (d with
        {
            RecentOperations = RecentOperations.Add(d.RecentOperations, change.OperationId),
            NextAttempt = null,
            Attempts = 0,
            Served = d.Served is null ? null : d.Served with { RenewAt = clock.GetUtcNow() },
        }).Tell(clock.GetUtcNow(), $"Renewal requested by {change.Actor.Name}."));
        await Step();
        return View();
    }

    public async Task<SaveResult<CertificateView>> Upload(string certificate, SecretInput privateKey, Change change)
    {
        var before = changes.Now;
        if (before.RecentOperations.Contains(change.OperationId))
            return SaveResult<CertificateView>.Saved(View());
        if (!before.Wanted && before is not { Owner: not null, LeftAt: null })
            return SaveResult<CertificateView>.NotFound();
        var now = clock.GetUtcNow();
        var keyPem = privateKey.Keeps && before.Served is { } kept
            ? secrets.Open(SecretPurposes.CertificateKey, kept.SealedKey)
            : privateKey.Value;
        var (uploaded, errors) = await uploads.Read(() => UploadCheck.Check(Host, certificate, keyPem, now));
        if (uploaded is null)
            return SaveResult<CertificateView>.Invalid(errors);

        using var leaf = X509Certificate2.CreateFromPem(uploaded.ChainPem);
        var renewAt = RenewalRule.RenewUploadedAt(uploaded.NotBefore, uploaded.NotAfter, changes.Issuer == CertificateIssuer.Acme);
        var served = CertificateReading.Read(
            leaf, uploaded.ChainPem, secrets.Seal(SecretPurposes.CertificateKey, uploaded.KeyPem), CertificateSource.Uploaded, renewAt)
            with
        { Warnings = uploaded.Warnings };
        var doubts = string.Concat(uploaded.Warnings.Select(w => " " + w.Text));
        await Audit(change, "certificate.upload", served.Serial);
        await changes.Change(d => (d with { RecentOperations = RecentOperations.Add(d.RecentOperations, change.OperationId) })
            .Serve(
                served,
                now,
                $"Certificate uploaded by {change.Actor.Name}. Valid until {CertificateTimes.Moment(served.NotAfter)}.{doubts}"));
        worker.Cancel();
        Arm();
        return SaveResult<CertificateView>.Saved(View(), changes.Announced);
    }

    public Task<CertificateView> Get() => Task.FromResult(View());

    public Task<CertificateMaterial?> GetMaterial(long newerThan) =>
        Task.FromResult(changes.Now.MaterialVersion > newerThan ? CertificateViews.Material(Host, changes.Now) : null);

    public Task<string?> AnswerHttp(string token) => Task.FromResult(
        changes.Now.Order?.Challenge is { CertificatePem: null } open && open.Token == token ? open.KeyAuthorization : null);

    public Task<AlpnChallenge?> AnswerAlpn() => Task.FromResult(
        changes.Now.Order?.Challenge is { CertificatePem: { } certificate, SealedKey: { } key }
            ? new AlpnChallenge(certificate, key)
            : null);

    public void Stay(TimeSpan time) => stay.Stay(time, DelayDeactivation);

    private CertificateView View() => CertificateViews.View(changes.Now, changes.Issuer, clock.GetUtcNow());

    private async Task Step()
    {
        switch (RenewalRule.Next(changes.Now, changes.Issuer, clock.GetUtcNow()))
        {
            case CertificateStep.Sign:
                await Sign();
                break;
            case CertificateStep.Order or CertificateStep.Resume:
                Stay(StayForOrder);
                worker.Start();
                break;
            case CertificateStep.Destroy:
                await changes.Change(d => d is { Wanted: false, Served: not null } ? KeepingRule.Destroy(d, clock.GetUtcNow()) : null);
                LogDestroyed(logger, Host);
                break;
            case CertificateStep.Nothing:
                break;
            default:
                throw new InvalidOperationException("No such step.");
        }

        Arm();
    }

    private async Task Sign()
    {
        var keyPem = KeyPair.CreatePem();
        using var key = ECDsa.Create();
        key.ImportFromPem(keyPem);
        var chain = await GrainFactory.GetGrain<IInternalAuthorityGrain>(0).Sign(Host, key.ExportSubjectPublicKeyInfo());
        using var leaf = X509Certificate2.CreateFromPem(chain);
        var served = CertificateReading.Read(leaf, chain, secrets.Seal(SecretPurposes.CertificateKey, keyPem), CertificateSource.Internal);
        await changes.Change(d => d.Wanted
            ? d.Serve(
                served,
                clock.GetUtcNow(),
                $"Certificate signed by {served.Issuer}. Valid until {CertificateTimes.Moment(served.NotAfter)}.")
            : null);
        LogSigned(logger, Host, served.Serial);
    }

    private async Task Audit(Change change, string action, string? serial) => await audit.Append(new AuditEntry(
        change.OperationId, clock.GetUtcNow(), change.Actor, action, "certificate/" + Host, await parts.Rows.BrandOf(Host),
        Facts(changes.Now.Served?.Serial), Facts(serial)));

    private static string? Facts(string? serial) => serial is null ? null : $$"""{"serial":"{{serial}}"}""";

    private void OnOrderEnded(bool duplicate, bool again)
    {
        if (leaving)
            return;
        if (duplicate)
            DeactivateOnIdle();
        else if (again)
            ArmAt(clock.GetUtcNow());
        else
            Arm();
    }

    /// <summary>Sets the one timer to what comes next.</summary>
    private void Arm()
    {
        timer?.Dispose();
        timer = null;
        if (!leaving && !worker.IsRunning && RenewalRule.DueAt(changes.Now, changes.Issuer) is { } due)
            ArmAt(due);
    }

    private void ArmAt(DateTimeOffset due)
    {
        timer?.Dispose();
        timer = null;
        var now = clock.GetUtcNow();
        var next = due < worker.NotBefore ? worker.NotBefore : due;
        var wait = next > now ? next - now : TimeSpan.Zero;
        if (wait > LongestTimer)
            return;
        Stay(ShortStay.ForTimer(wait));
        timer = this.RegisterGrainTimer(_ => Wake(), new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    [LoggerMessage(2, LogLevel.Information, "The kept certificate for {Host} and its key were destroyed")]
    private static partial void LogDestroyed(ILogger logger, string host);

    [LoggerMessage(1, LogLevel.Information, "Certificate for {Host} signed, serial {Serial}")]
    private static partial void LogSigned(ILogger logger, string host, string serial);
}
