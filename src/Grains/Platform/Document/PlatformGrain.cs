using Microsoft.Extensions.Options;
using Portal.Brands;
using Portal.Mail;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.Platform;

[GrainType("platform")]
internal sealed class PlatformGrain(
    [PersistentState("platform")] IPersistentState<PlatformState> store,
    IOptions<PlatformOptions> options,
    IOptionsMonitor<MailOptions> mail,
    PlatformRules rules,
    ISecrets secrets,
    IFollowUp<PlatformState> followUp,
    SavingParts parts) : Grain, IPlatformGrain
{
    private DocumentWriter<PlatformState, PlatformView> document = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        document = new(this, store, followUp, parts, _ => View());
        return document.Activate();
    }

    public Task<PlatformView> Get() => Task.FromResult(View());

    public Task<SaveResult<PlatformView>> Save(PlatformSettings settings, Change change) =>
        document.Change("platform.save", change, async (now, time) =>
        {
            var before = View();
            var (clean, errors) = await rules.Check(settings, before);
            (clean, errors) = Keeping.Take(clean, before.Settings, change, errors);
            if (before.SmtpKey is null && StoredSmtp.Refusal(clean.Smtp, now.Smtp) is { } kept)
                errors = [.. errors, kept];
            if (errors.Count > 0)
                return SaveResult<PlatformView>.Invalid([.. errors]);

            var next = now with
            {
                ChangedAt = time,
                // What configuration sets is not copied: it holds as long as it is set there.
                PlatformHost = before.HostKey is null ? clean.PlatformHost : now.PlatformHost,
                Smtp = before.SmtpKey is null ? StoredSmtp.Take(clean.Smtp, now.Smtp, secrets) : now.Smtp,
            };
            return new(next, Audited.Of(null, before.Settings, clean));
        });

    public Task<MailServer?> GetMailServer() => Task.FromResult(mail.CurrentValue is { Server.Length: > 0 } set
        ? new MailServer(
            set.Server, set.Port, set.ParsedSecurity, set.UserName,
            string.IsNullOrEmpty(set.Password) ? null : secrets.Seal(SecretPurposes.MailPassword, set.Password), set.From!, set.ReplyTo)
        : store.State.Smtp?.ToMailServer());

    public Task Repair() => document.Repair();

    private PlatformView View()
    {
        var state = store.State;
        var (host, set) = (options.Value.PlatformHost, mail.CurrentValue);
        var fromMail = !string.IsNullOrEmpty(set.Server);
        return new PlatformView(
            new PlatformSettings
            {
                PlatformHost = host ?? state.PlatformHost ?? PlatformOptions.DefaultHost,
                Smtp = fromMail
                    ? new SmtpSettings
                    {
                        Server = set.Server,
                        Port = set.Port,
                        Security = set.ParsedSecurity,
                        UserName = Filled(set.UserName),
                        From = set.From,
                        ReplyTo = Filled(set.ReplyTo),
                    }
                    : state.Smtp?.ToSettings(),
            },
            fromMail ? !string.IsNullOrEmpty(set.Password) : state.Smtp?.SealedPassword is not null,
            host is null ? null : "Portal:PlatformHost",
            fromMail ? "Portal:Mail:Server" : null,
            state.Version,
            state.ChangedAt);
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
