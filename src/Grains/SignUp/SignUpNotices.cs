using Portal.Mail;
using Portal.Staff;
using Portal.Storage;

namespace Portal.SignUp;

/// <summary>Tells staff what a sign-up could not copy. Nothing is converted, so somebody has to look.</summary>
internal sealed class SignUpNotices(IGrainFactory grains, OperatorDirectory staff)
{
    private const int MostStaff = 500;

    /// <param name="brand">The domain's: its reseller hears it too.</param>
    public async Task LeftOut(string id, SignUpState now, string? brand)
    {
        var outbox = grains.GetGrain<IOutboxGrain>(IOutboxGrain.Platform);
        foreach (var email in (await staff.List(new ListQuery(Limit: MostStaff), CancellationToken.None)).Items)
        {
            if ((await grains.GetGrain<IOperatorGrain>(email).Get())?.Settings is not { Disabled: false } person || !Hears(person.Rights, brand))
                continue;
            await outbox.Enqueue(new MailDraft
            {
                Id = $"{id}-left-out-{email}",
                Kind = MailKind.SignUpNotice,
                ToAddress = email,
                ToName = person.Name,
                Link = $"/customers/{now.CustomerId}",
                Values = new(StringComparer.Ordinal) { ["customer"] = now.Customer!.Name, ["host"] = now.Host },
            });
        }
    }

    private static bool Hears(StaffRights rights, string? brand) => rights.Role is StaffRole.Owner or StaffRole.Admin || (rights.IsReseller && rights.CanSee(brand));
}
