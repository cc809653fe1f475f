using Portal.Mail;
using Portal.Saving;

namespace Portal.Staff;

/// <summary>How staff who forgot their password get back in: by a mailed link, or, for owners, by one that the machine prints.</summary>
internal sealed class StaffRecovery(IGrainFactory grains, OperatorDirectory directory, TimeProvider clock)
{
    /// <summary>How long a reset link works.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(30);

    // Whoever can run a verb on the machine can do anything to it anyhow: what counts is that it is written down.
    private static readonly Actor Machine = new("system", "reset-owner", "reset-owner on the machine");

    /// <summary>Mails a link, if there is such a member of staff. The caller tells nobody whether there is.</summary>
    public async Task Mail(string email, string? source)
    {
        if (!await directory.Exists(email, CancellationToken.None))
            return;
        var change = Change.By(new Actor("operator", "", "Forgot password", source));
        var (token, hash) = StaffLink.New();
        if (await grains.GetGrain<IOperatorGrain>(email).OfferReset(hash, change) is not { IsSaved: true, Value: { } member })
            return;
        await grains.GetGrain<IOutboxGrain>(IOutboxGrain.Platform).Enqueue(new MailDraft
        {
            Id = "staff-password " + change.OperationId,
            Kind = MailKind.StaffPassword,
            ToAddress = email,
            ToName = member.Settings.Name,
            Link = StaffLink.Path(member.Id, token),
            UsefulUntil = clock.GetUtcNow() + LinkLife,
        });
    }

    /// <summary>A link for an owner who can't get in.</summary>
    /// <param name="secondFactor">Takes the second factor away too.</param>
    /// <returns>The link's path; or why there is none.</returns>
    public async Task<(string? Path, string Problem)> ResetOwner(string written, bool secondFactor)
    {
        if (StaffEmail.Normalise(written) is not { } email)
            return (null, $"\"{written}\" is not an e-mail address.");
        if (!await directory.Exists(email, CancellationToken.None) || await grains.GetGrain<IOperatorGrain>(email).Get() is not { } member)
            return (null, $"No member of staff has the address {email}. The owners are: {await Owners()}.");
        if (member.Settings.Rights.Role != StaffRole.Owner)
            return (null, $"{email} is not an owner. An owner can create a link on the Staff page. The owners are: {await Owners()}.");
        if (member.Settings.Disabled)
            return (null, $"{email} may not sign in. The owners are: {await Owners()}.");
        var grain = grains.GetGrain<IOperatorGrain>(email);
        var (token, hash) = StaffLink.New();
        if (await grain.OfferReset(hash, Change.By(Machine)) is not { IsSaved: true })
            return (null, $"No link was created for {email}: the account has been removed in the meantime.");
        if (secondFactor)
            await grain.ResetSecondFactor(Change.By(Machine));
        return (StaffLink.Path(member.Id, token), "");
    }

    private async Task<string> Owners() =>
        await directory.OtherOwners("") is { Count: > 0 } owners
            ? string.Join(", ", owners)
            : "none yet; at start the server prints a link that creates the first account";
}
