using System.Threading.RateLimiting;
using Portal.Load;
using Portal.Mail;
using Portal.People;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>Asks for a link to choose a new password. The answer, and its time, are the same for every address.</summary>
internal sealed partial class ForgotPassword(
    PageAnswers answers,
    IContactDirectory contacts,
    IThrottle throttle,
    IGrainFactory grains,
    IMailReach mail,
    ILogger<ForgotPassword> logger)
    : IOpenPage, IDisposable
{
    // Beside the answers: as many as a grain's calls bear, whoever asks.
    private const int AtOnce = 32;
    // An office behind one address forgets now and then; nobody needs a fourth link within the hour.
    private const int OfNetwork = 20;
    private const int OfAddress = 3;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private readonly ConcurrencyLimiter sending = new(new() { PermitLimit = AtOnce, QueueLimit = 0 });

    public IReadOnlyList<string> Paths { get; } = ["/forgot-password"];

    public Task Show(HttpContext context, SitePages site) => answers.Stored(context, site, PageKind.ForgotPassword);

    public async Task Take(HttpContext context, SitePages site)
    {
        var form = await PostedForm.Read(context);
        var texts = site.TextsFor(context.Request);
        var typed = form["email"].ToString().Trim();
        var fill = new PageFill { Typed = new Dictionary<string, string>(StringComparer.Ordinal) { ["email"] = TypedEmail.Shown(typed) } };
        if (TypedEmail.Read(typed) is not { } email)
        {
            await answers.Fresh(
                context,
                site,
                PageKind.ForgotPassword,
                fill with { Errors = [new FieldError("email", texts["ForgotPassword.Email"])] },
                StatusCodes.Status422UnprocessableEntity);
            return;
        }

        if (!await throttle.Take("forgot/" + Attempt.Network(context.Connection.RemoteIpAddress), OfNetwork, Window))
        {
            context.Response.Headers.RetryAfter = "3600";
            await answers.Fresh(
                context,
                site,
                PageKind.ForgotPassword,
                fill with { Problem = texts.Format("ForgotPassword.Wait", texts.Format("Wait.Minutes", "60")) },
                StatusCodes.Status429TooManyRequests);
            return;
        }

        // Taken for every address alike: whether it is full tells nothing of anybody.
        var turn = sending.AttemptAcquire();
        if (!turn.IsAcquired)
            throw new TooBusyException();
        try
        {
            await Ask(context, site, email, turn);
        }
        catch
        {
            turn.Dispose();
            throw;
        }

        var leaves = await mail.Leaves(site.Look.Host, context.RequestAborted);
        await answers.Fresh(context, site, PageKind.Notice, new PageFill
        {
            Heading = texts[leaves ? "ForgotPassword.SentTitle" : "Mail.StuckTitle"],
            Text = texts.Format(leaves ? "ForgotPassword.Sent" : "ForgotPassword.Stuck", TypedEmail.Shown(typed)),
        });
    }

    public void Dispose() => sending.Dispose();

    private async Task Ask(HttpContext context, SitePages site, string email, RateLimitLease turn)
    {
        var person = await contacts.FindPerson(email, await LoginScopes.Of(site, contacts, context.RequestAborted), context.RequestAborted);
        // Counted by the person: who signs in on every host gets no more mail for it.
        if (await throttle.Take("forgot/" + (person ?? email), OfAddress, Window) && person is not null)
            _ = Send(person, new Actor("contact", person, "", context.Connection.RemoteIpAddress?.ToString()), turn);
        else
            turn.Dispose();
    }

    // Beside the answer: waiting for it would tell who exists.
    private async Task Send(string person, Actor actor, RateLimitLease turn)
    {
        using (turn)
        {
            try
            {
                await grains.GetGrain<IPersonGrain>(person).SendLink(LinkPurpose.ResetPassword, Change.By(actor));
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                LogLost(logger, person, problem);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The link that {Person} asked for could not be sent")]
    private static partial void LogLost(ILogger logger, string person, Exception problem);
}
