using Portal.Certificates;
using Portal.Domains;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.WebHost.ControlPanel;

/// <summary>What was pasted as a certificate and is not taken yet.</summary>
/// <param name="Certificate">As typed.</param>
/// <param name="SealedKey">The key, for this host's form alone: nobody pastes it twice, and no page shows it. Null: paste it again.</param>
/// <param name="Warnings">What is doubtful about it; empty: it was refused.</param>
public sealed record CertificateDraft(string Certificate, string? SealedKey, IReadOnlyList<CertificateWarning> Warnings)
{
    // Its secrets stay out of logs.
    public override string ToString() => nameof(CertificateDraft);
}

/// <summary>What can be done with a domain's certificate.</summary>
internal static class CertificateActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/domains/{host}/renew", Renew);
        routes.MapPost("/domains/{host}/certificate", Upload);
    }

    private static async Task<IResult> Renew(string host, StaffCall call, DomainDesk domains, DomainCertificateDesk desk)
    {
        var found = await PanelDomainEndpoints.FindToChange(host, call, domains);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var result = await desk.Renew(call.Caller, host, call.Change(await call.Context.Request.ReadFormAsync(call.Aborted)), call.Aborted);
        // Its page says why none is ordered for a disabled one.
        return result.Outcome is DeskOutcome.Done or DeskOutcome.InTheWay
            ? SignInEndpoints.SeeOther($"/domains/{found.Value.Settings.Host}{(result.IsDone ? "?done=renew" : "")}")
            : PanelPage.Refused(call, result);
    }

    /// <summary>One that visitors' browsers may not trust is asked about first.</summary>
    private static async Task<IResult> Upload(
        string host, StaffCall call, DomainDesk domains, DomainCertificateDesk desk, DomainForm form, ISecrets secrets, TimeProvider clock)
    {
        var found = await PanelDomainEndpoints.FindToChange(host, call, domains);
        if (!found.IsDone)
            return PanelPage.Refused(call, found);
        var view = found.Value;
        var posted = await call.Context.Request.ReadFormAsync(call.Aborted);
        var key = new DraftKey(secrets, view.Settings.Host);
        var certificate = posted["certificate"].ToString();
        var privateKey = posted["privateKey"].ToString() is { Length: > 0 } typed ? typed : key.Open(posted["draftKey"].ToString()) ?? "";
        var (uploaded, errors) = UploadCheck.Check(view.Settings.Host, certificate, privateKey, clock.GetUtcNow());
        if (uploaded is { Warnings.Length: > 0 } && posted["anyway"] != "yes")
            return await Again(new CertificateDraft(certificate, key.Seal(privateKey), uploaded.Warnings), []);
        if (errors.Length > 0)
            return await Again(new CertificateDraft(certificate, null, []), errors);
        var result = await desk.Upload(call.Caller, host, certificate, SecretInput.Set(privateKey), call.Change(posted), call.Aborted);
        return result.IsDone
            ? SignInEndpoints.SeeOther($"/domains/{view.Settings.Host}?done={(result.Value.Served ? "certificate" : "certificate-kept")}")
            : result.Errors.Count > 0 ? await Again(new CertificateDraft(certificate, null, []), [.. result.Errors])
            : PanelPage.Refused(call, result);

        async Task<IResult> Again(CertificateDraft draft, FieldError[] wrong) =>
            DomainForm.Page(
                await form.Model(call, view) with { CertificateDraft = draft, CertificateErrors = wrong },
                StatusCodes.Status422UnprocessableEntity);
    }

    private readonly struct DraftKey(ISecrets secrets, string host)
    {
        public string Seal(string key) => secrets.Seal(SecretPurposes.CertificateDraft, host + "\n" + key);

        public string? Open(string sealedKey)
        {
            if (sealedKey.Length == 0)
                return null;
            try
            {
                var opened = secrets.Open(SecretPurposes.CertificateDraft, sealedKey);
                return opened.StartsWith(host + "\n", StringComparison.Ordinal) ? opened[(host.Length + 1)..] : null;
            }
            catch (System.Security.Cryptography.CryptographicException)
            {
                return null;
            }
        }
    }
}
