using Portal.Mail;
using Portal.Staff;
using Portal.Storage;

namespace Portal.SignUp;

/// <summary>Tells staff of sign-ups that somebody has to look at: they wait for approval, or could not copy all of the template.</summary>
internal sealed class SignUpNotices(IGrainFactory grains, OperatorDirectory staff)
{
    private const int MostStaff = 500;

    /// <param name="brand">The domain's: its reseller hears it too.</param>
    public Task LeftOut(string id, SignUpState now, string? brand) => Tell($"{id}-left-out", MailKind.SignUpNotice, now, brand);

    /// <inheritdoc cref="LeftOut"/>
    public Task Asks(string id, SignUpState now, string? brand) => Tell($"{id}-asks", MailKind.SignUpAsks, now, brand);

    private async Task Tell(string id, MailKind kind, SignUpState now, string? brand)
    {
        var outbox = grains.GetGrain<IOutboxGrain>(IOutboxGrain.Platform);
        foreach (var email in (await staff.List(new ListQuery(Limit: MostStaff), CancellationToken.None)).Items)
        {
            if ((await grains.GetGrain<IOperatorGrain>(email).Get())?.Settings is not { Disabled: false } person
                || !Hears(person.Rights, brand))
                continue;
            await outbox.Enqueue(new MailDraft
            {
                Id = $"{id}-{email}",
                Kind = kind,
                ToAddress = email,
                ToName = person.Name,
                Link = $"/{(now.Customer!.IsCarrier ? "carriers" : "customers")}/{now.CustomerId}",
                Values = new(StringComparer.Ordinal) { ["customer"] = now.Customer.Name, ["host"] = now.Host },
            });
        }
    }

    private static bool Hears(StaffRights rights, string? brand) =>
        rights.Role is StaffRole.Owner or StaffRole.Admin || (rights.IsReseller && rights.CanSee(brand));
}
