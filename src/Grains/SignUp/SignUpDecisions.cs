using Portal.Credentials;
using Portal.Customers;
using Portal.Domains;
using Portal.People;
using Portal.Platform;
using Portal.Saving;

namespace Portal.SignUp;

/// <summary>What is decided about a sign-up until its address is confirmed: the states that the grain saves.</summary>
internal sealed class SignUpDecisions(
    IGrainFactory grains, EmailHolds holds, PasswordHashes passwords, MailBudgets budgets, SignUpMails mails, TimeProvider clock)
{
    /// <summary>How long an address is held for a sign-up that nobody confirms.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    // A confirmed one keeps its hold through any outage: it is made lasting at the end.
    private static readonly TimeSpan ConfirmedLife = TimeSpan.FromDays(90);

    // Holders change between asking and renewing only when one ends in that moment.
    private const int MostTries = 3;

    public async Task<(SignUpForm Clean, FieldError[] Errors)> Check(SignUpForm form)
    {
        var domain = await grains.GetGrain<IDomainGrain>(form.Host).Get();
        return SignUpRules.IsOpen(domain?.Settings, form.Kind)
            ? SignUpRules.Check(form, domain!.Settings)
            : (form, [new FieldError("", SignUpTexts.In(form.Language)["Closed"])]);
    }

    public Task<bool> MayMail(SignUpForm form) => budgets.Take(form.Host, form.Email!, form.Source);

    public async Task<bool> IsOpen(SignUpState now) =>
        SignUpRules.IsOpen((await grains.GetGrain<IDomainGrain>(now.Host).Get())?.Settings, now.Person!.Kind);

    /// <summary>Holds the address, or has its holder renewed, or tells its owner. Each way costs one hash and one mail.</summary>
    public async Task<SignUpState> Begin(string id, SignUpForm form)
    {
        var endsAt = clock.GetUtcNow() + Life;
        for (var i = 0; i < MostTries; i++)
        {
            var claim = await (await holds.Of(form.Email!)).Reserve(LoginScope.Of(form.Host), id, endsAt);
            if (claim.Held)
                return await Waiting(id, new SignUpState(), form);
            if (claim.Holder is { } person && !SignUpLink.IsKey(person))
            {
                await passwords.Hash(form.Password!);
                return Answered(form, endsAt) with { Mail = await mails.Known(id, form, person) };
            }

            if (claim.Holder is { } other && await grains.GetGrain<ISignUpGrain>(other).Renew(form, id))
                return Answered(form, endsAt);
        }

        throw new InvalidOperationException("The address keeps changing hands; the form can be sent again.");
    }

    /// <summary>The newer form in place of the older; null: the hold was lost.</summary>
    public async Task<SignUpState?> Renew(string id, SignUpState now, SignUpForm form, string operationId)
    {
        var claim = await (await holds.Of(form.Email!)).Reserve(LoginScope.Of(form.Host), id, clock.GetUtcNow() + Life);
        return claim.Held
            ? await Waiting(id, now with { RecentOperations = RecentOperations.Add(now.RecentOperations, operationId) }, form)
            : null;
    }

    /// <summary>Confirmed, with the ids of all that comes to be; errors at the password, or null when the hold was lost.</summary>
    public async Task<(SignUpState? Next, FieldError[] Errors)> Confirm(string id, SignUpState now, bool needsPassword, string? password)
    {
        var person = now.Person!;
        if (needsPassword)
        {
            if (SignUpRules.RefusePassword(password, person.Email, person.Name, SignUpTexts.In(person.Language)) is { } reason)
                return (null, [new FieldError("password", reason)]);
            person = person with { PasswordHash = await passwords.Hash(password!) };
        }

        if (!(await (await holds.Of(person.Email)).Reserve(LoginScope.Of(now.Host), id, clock.GetUtcNow() + ConfirmedLife)).Held)
            return (null, []);
        var prefix = person.Kind == CustomerKind.Carrier ? "cr" : "c";
        return (now with
        {
            Step = SignUpStep.Confirmed,
            Person = person,
            Mail = null,
            ConfirmedAt = clock.GetRowTime(),
            CustomerId = Ids.New(prefix, clock),
            PersonId = Ids.New("p", clock),
            ContactId = Ids.New("ct", clock),
        }, []);
    }

    /// <summary>Whether a confirmed one waits for staff.</summary>
    public async Task<bool> Waits(SignUpState now)
    {
        if (now.Step >= SignUpStep.CustomerMade)
        {
            var made = await grains.GetGrain<ICustomerGrain>(now.CustomerId!).Get();
            return made?.Settings.Status == CustomerStatus.PendingApproval;
        }

        return now.Customer is { } own ? own.Status == CustomerStatus.PendingApproval : await Approves(now.Host);
    }

    public async Task Release(string id, SignUpState now) => await (await holds.Of(now.Person!.Email)).Release(LoginScope.Of(now.Host), id);

    /// <summary>Whether staff approve sign-ups there.</summary>
    private async Task<bool> Approves(string host) =>
        (await grains.GetGrain<IDomainGrain>(host).Get())?.Settings.SignUpPolicy == SignUpPolicy.Approval;

    private async Task<SignUpState> Waiting(string id, SignUpState now, SignUpForm form)
    {
        var hash = await passwords.Hash(form.Password!);
        var token = SignUpLink.NewToken();
        var time = clock.GetUtcNow();
        var approves = await Approves(form.Host);
        return now with
        {
            Step = SignUpStep.Waiting,
            Host = form.Host,
            Person = new SignUpPerson(
                form.Kind, form.Company!, form.Name!, form.Email!, hash, form.Phone, form.Country!, form.Currency!,
                form.BrowserHash, form.Source, form.Language),
            EndsAt = time + Life,
            LinkHash = SignUpLink.HashOf(token),
            LinkEndsAt = time + SignUpLink.Life,
            Mails = now.Mails + 1,
            Mail = mails.Verify(id, now.Mails + 1, form, token, time + SignUpLink.Life, approves),
        };
    }

    private static SignUpState Answered(SignUpForm form, DateTimeOffset endsAt) =>
        new() { Step = SignUpStep.Answered, Host = form.Host, EndsAt = endsAt };
}
