using Portal.Certificates;
using Portal.Saving;

namespace Portal.Domains;

/// <summary>What is done with a domain's certificate. Whose the domain is decides (ADR 0055).</summary>
internal sealed class DomainCertificateDesk(IGrainFactory grains, DomainDesk domains)
{
    public async Task<DeskAnswer<CertificateView>> Find(Caller caller, string written, CancellationToken cancellation) =>
        await domains.Find(caller, written, cancellation) is var found && found.IsDone
            ? DeskAnswer<CertificateView>.Done(await Grain(found.Value).Get())
            : found.Refusing<CertificateView>();

    public async Task<DeskAnswer<CertificateView>> FindToChange(Caller caller, string written, CancellationToken cancellation) =>
        await domains.FindToChange(caller, written, cancellation) is var found && found.IsDone
            ? DeskAnswer<CertificateView>.Done(await Grain(found.Value).Get())
            : found.Refusing<CertificateView>();

    /// <param name="change">Names the certificate's version, or none.</param>
    public async Task<DeskAnswer<CertificateView>> Upload(
        Caller caller, string written, string certificate, SecretInput privateKey, Change change, CancellationToken cancellation) =>
        await domains.FindToChange(caller, written, cancellation) is var found && found.IsDone
            ? DeskAnswer<CertificateView>.Of(await Grain(found.Value).Upload(certificate, privateKey, caller.Own(change)))
            : found.Refusing<CertificateView>();

    /// <summary>Orders or renews now, forgetting the back-off. In the way: the domain is disabled.</summary>
    public async Task<DeskAnswer<CertificateView>> Renew(Caller caller, string written, Change change, CancellationToken cancellation) =>
        await domains.FindToChange(caller, written, cancellation) is var found && !found.IsDone ? found.Refusing<CertificateView>()
        : found.Value!.Settings.Status == DomainStatus.Disabled
            ? DeskAnswer<CertificateView>.InTheWay(
                "The domain is disabled: its certificate is kept but not renewed. Enable the domain first.")
        : DeskAnswer<CertificateView>.Done(await Grain(found.Value).Renew(caller.Own(change)));

    private ICertificateGrain Grain(DomainView domain) => grains.GetGrain<ICertificateGrain>(domain.Settings.Host);
}
