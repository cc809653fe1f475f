using Dapper;
using Portal.Mail;
using Portal.Storage;

namespace Portal.SignUp;

/// <summary>Tells the operator's owners and admins what a sign-up could not copy. Nothing is converted, so somebody has to look.</summary>
internal sealed class SignUpNotices(PortalDatabase database, IGrainFactory grains)
{
    private sealed record Recipient(string Id, string Email, string Name);

    public async Task LeftOut(string id, SignUpState now)
    {
        List<Recipient> staff;
        await using (var connection = await database.Read.OpenConnectionAsync())
            staff = (await connection.QueryAsync<Recipient>("SELECT id, email, name FROM portal_operators WHERE role IN ('Owner', 'Admin') ORDER BY id")).AsList();
        foreach (var recipient in staff)
        {
            await grains.GetGrain<IOutboxGrain>(IOutboxGrain.Platform).Enqueue(new MailDraft
            {
                Id = $"{id}-left-out-{recipient.Id}",
                Kind = MailKind.SignUpNotice,
                ToAddress = recipient.Email,
                ToName = recipient.Name,
                Link = $"/customers/{now.CustomerId}",
                Values = { ["customer"] = now.Customer!.Name, ["host"] = now.Host },
            });
        }
    }
}
