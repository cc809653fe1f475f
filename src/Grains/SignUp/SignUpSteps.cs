using Portal.Audit;
using Portal.Customers;
using Portal.Domains;
using Portal.People;
using Portal.Platform;
using Portal.Saving;
using Portal.Storage;

namespace Portal.SignUp;

/// <summary>
/// The steps of a confirmed sign-up. Each may be done again: what it makes has an id that was stored before, and is made under an
/// operation id of its own. Doing one answers the state to save before the next.
/// </summary>
internal sealed class SignUpSteps(
    IGrainFactory grains, EmailHolds holds, SignUpMails mails, SignUpNotices notices, AuditTrail audit, TimeProvider clock)
{
    // The link of a sign-up that is done leads to the sign-in page so long.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public Task<SignUpState> Do(string id, SignUpState now) => now.Step switch
    {
        SignUpStep.Confirmed => Copy(now),
        SignUpStep.Copied => MakeCustomer(id, now),
        SignUpStep.CustomerMade => Commit(id, now),
        SignUpStep.Committed => MakePerson(id, now),
        SignUpStep.PersonMade => Welcome(id, now),
        SignUpStep.Welcomed => Tell(id, now),
        SignUpStep.Undoing => Undo(id, now),
        SignUpStep.None or SignUpStep.Waiting or SignUpStep.Answered or SignUpStep.Done or SignUpStep.Failed =>
            throw new InvalidOperationException($"A sign-up has nothing to do when it is {now.Step}."),
    };

    private async Task<SignUpState> Copy(SignUpState now)
    {
        if (await grains.GetGrain<IDomainGrain>(now.Host).Get() is not { } domain)
            return Give(now, "The domain was deleted before the account could be created.");
        var template = domain.Settings.TemplateCustomer is { } like ? await grains.GetGrain<ICustomerGrain>(like).GetTemplate() : null;
        var person = now.Person!;
        var copy = TemplateCopy.Make(
            new CustomerSettings
            {
                Id = now.CustomerId!,
                Kind = person.Kind,
                Name = person.Company,
                Status = domain.Settings.SignUpPolicy == SignUpPolicy.Approval ? CustomerStatus.PendingApproval : CustomerStatus.Active,
                Currency = person.Currency,
                Domain = now.Host,
                Address = new AddressSettings { Country = person.Country },
            },
            template, now.ConfirmedAt);
        return now with { Step = SignUpStep.Copied, Customer = copy.Settings, Items = StoredItems.Of(copy.Items), LeftOut = copy.LeftOut };
    }

    private async Task<SignUpState> MakeCustomer(string id, SignUpState now)
    {
        var made = await grains.GetGrain<ICustomerGrain>(now.CustomerId!).Create(
            now.Customer!, now.Items!.ToItems(), By(id, "customer", now));
        return made.IsSaved
            ? now with { Step = SignUpStep.CustomerMade }
            : Give(now, Reason("The customer was refused", made.Outcome, made.Errors));
    }

    // Before the person is made: it finds its address held by itself, and nobody can come between.
    private async Task<SignUpState> Commit(string id, SignUpState now)
    {
        var claim = await holds.Of(now.Person!.Email);
        var scope = LoginScope.Of(now.Host);
        return await claim.Commit(scope, id, now.PersonId!) || await claim.Find(scope) == now.PersonId
            ? now with { Step = SignUpStep.Committed }
            : Give(now, "Somebody else confirmed the same address in the meantime.");
    }

    private async Task<SignUpState> MakePerson(string id, SignUpState now)
    {
        var person = now.Person!;
        var contact =
            new ContactSettings
            {
                Name = person.Name,
                Email = person.Email,
                Phone = person.Phone,
                EmailVerified = true,
                Language = person.Language,
            };
        var made = await grains.GetGrain<IPersonGrain>(now.PersonId!).Create(
            new PersonDraft(
                LoginScope.Of(now.Host), now.Host, person.PasswordHash, new PlaceDraft(now.ContactId!, now.CustomerId!, contact)),
            By(id, "person", now));
        return made.IsSaved
            ? now with { Step = SignUpStep.PersonMade }
            : Give(now, Reason("The contact was refused", made.Outcome, made.Errors));
    }

    private async Task<SignUpState> Welcome(string id, SignUpState now)
    {
        await mails.Welcome(id, now);
        return now with { Step = SignUpStep.Welcomed };
    }

    private async Task<SignUpState> Tell(string id, SignUpState now)
    {
        var waits = now.Customer!.Status == CustomerStatus.PendingApproval;
        var brand = waits || now.LeftOut.Length > 0 ? (await grains.GetGrain<IDomainGrain>(now.Host).Get())?.Settings.Brand : null;
        if (waits)
            await notices.Asks(id, now, brand);
        if (now.LeftOut.Length > 0)
        {
            await audit.Append(new AuditEntry(
                $"{id}-left-out",
                now.ConfirmedAt,
                By(id, "left-out", now).Actor,
                "signUp.leftOut",
                $"customer/{now.CustomerId}",
                brand,
                null,
                PortalJson.Write(new { now.Customer.Currency, now.LeftOut })));
            await notices.LeftOut(id, now, brand);
        }

        return Ended(now) with { Step = SignUpStep.Done };
    }

    private async Task<SignUpState> Undo(string id, SignUpState now)
    {
        await grains.GetGrain<IPersonGrain>(now.PersonId!).RemovePlace(now.ContactId!, By(id, "undo-person", now));
        await grains.GetGrain<ICustomerGrain>(now.CustomerId!).Delete(By(id, "undo-customer", now));
        var claim = await holds.Of(now.Person!.Email);
        await claim.Release(LoginScope.Of(now.Host), id);
        await claim.Release(LoginScope.Of(now.Host), now.PersonId!);
        await audit.Append(new AuditEntry(
            $"{id}-failed",
            clock.GetRowTime(),
            By(id, "failed", now).Actor,
            "signUp.fail",
            "sign-up/" + id,
            null,
            null,
            PortalJson.Write(new { now.Host, now.Reason })));
        return Ended(now) with { Step = SignUpStep.Failed };
    }

    private static SignUpState Give(SignUpState now, string reason) => now with { Step = SignUpStep.Undoing, Reason = reason };

    /// <summary>Nothing of the person is kept in a sign-up that is over.</summary>
    private SignUpState Ended(SignUpState now) =>
        now with { Person = null, Mail = null, Customer = null, Items = null, EndsAt = clock.GetUtcNow() + Remembered };

    private static Change By(string id, string what, SignUpState now) =>
        new($"{id}-{what}", new Actor("system", "sign-up", "Sign-up", now.Person!.Source));

    private static string Reason(string what, SaveOutcome outcome, FieldError[] errors) =>
        $"{what} ({outcome}). {string.Join(' ', errors.Select(error => $"{error.Field}: {error.Reason}"))}".TrimEnd();
}
