using Portal.Customers;
using Portal.Load;
using Portal.Mail;
using Portal.People;
using Portal.Saving;
using Portal.SignUp;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>The two sign-up forms. Each form names its attempt, so what is sent three times is one sign-up.</summary>
internal sealed class SignUpForms(
    PageAnswers answers, IHumanCheck human, IThrottle throttle, IGrainFactory grains, IMailReach mail) : IOpenPage
{
    private const string OfCarriers = "/sign-up/carrier";
    private const int LongestTyped = 300;

    // Whoever proves work may open accounts for a whole office; whoever doesn't gets what a person needs.
    private const int WithProof = 40;
    private const int WithoutProof = 5;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly string[] Kept = ["company", "name", "email", "phone", "country", "currency", "terms"];

    public IReadOnlyList<string> Paths { get; } = ["/sign-up", OfCarriers];

    public bool IsThere(EffectiveSite look, string path) => path == OfCarriers ? look.CarrierSignUp : look.CustomerSignUp;

    public Task Show(HttpContext context, SitePages site) =>
        answers.Fresh(context, site, KindOf(context), new PageFill { Operation = Guid.NewGuid().ToString("N") });

    public async Task Take(HttpContext context, SitePages site)
    {
        var form = await PostedForm.Read(context);
        var texts = site.TextsFor(context.Request);
        var operation = form[PortalCall.OperationField].ToString();
        if (operation.Length != 32 || !operation.All(char.IsAsciiHexDigitLower))
            operation = Guid.NewGuid().ToString("N");
        var fill = new PageFill { Operation = operation, Typed = Typed(form) };
        var signs = await human.Check(context, form);
        if (signs == HumanSigns.Machine)
        {
            await Refuse(context, site, fill with { Problem = texts["SignUp.Machine"] }, StatusCodes.Status422UnprocessableEntity);
            return;
        }

        // Nobody sees the field, so nobody who is somebody fills it. The program reads that it went well.
        if (form["homepage"].ToString().Length > 0)
        {
            await Sent(context, site, fill, texts);
            return;
        }

        if (!await MaySend(context, signs))
        {
            context.Response.Headers.RetryAfter = "3600";
            await Refuse(context, site, fill with { Problem = texts["SignUp.Wait"] }, StatusCodes.Status429TooManyRequests);
            return;
        }

        SignUpAnswer answer;
        try
        {
            answer = await grains.GetGrain<ISignUpGrain>("su_" + operation).Begin(FormOf(context, site, form, texts));
        }
        catch (TooBusyException busy)
        {
            PageAnswers.Later(context, busy.Seconds);
            await Refuse(context, site, fill with { Problem = texts["Busy.Text"] }, busy.Status);
            return;
        }

        if (answer.Errors.Length > 0)
            await Refuse(context, site, Refused(fill, answer.Errors, texts), StatusCodes.Status422UnprocessableEntity);
        else
            await Sent(context, site, fill, texts);
    }

    private static PageFill Refused(PageFill fill, FieldError[] errors, PortalTexts texts)
    {
        var ordered = errors.OrderBy(error => Array.IndexOf(Order, error.Field)).ToArray();
        // What is wrong with the whole stands above it; a field's own words stand at the field.
        return fill with
        {
            Errors = ordered,
            Problem = errors.FirstOrDefault(e => !Order.Contains(e.Field, StringComparer.Ordinal))?.Reason ?? texts["SignUp.Errors"],
        };
    }

    // As the form has them: the first wrong one gets the focus.
    private static readonly string[] Order = ["company", "name", "email", "password", "phone", "country", "currency", "terms"];

    private async Task<bool> MaySend(HttpContext context, HumanSigns signs)
    {
        var network = Attempt.Network(context.Connection.RemoteIpAddress);
        return signs == HumanSigns.Human
            ? await throttle.Take("sign-up/proved/" + network, WithProof, Window)
            : await throttle.Take("sign-up/unproved/" + network, WithoutProof, Window);
    }

    private static SignUpForm FormOf(HttpContext context, SitePages site, IFormCollection form, PortalTexts texts) => new()
    {
        Host = site.Look.Host,
        Kind = KindOf(context) == PageKind.CarrierSignUp ? CustomerKind.Carrier : CustomerKind.Customer,
        Company = form["company"],
        Name = form["name"],
        Email = form["email"],
        Password = form["password"],
        Phone = form["phone"],
        Country = form["country"],
        Currency = form["currency"],
        Terms = form["terms"] == "yes",
        BrowserHash = SignUpBrowser.Mark(context),
        Source = context.Connection.RemoteIpAddress?.ToString(),
        Language = texts.Language,
    };

    private async Task Sent(HttpContext context, SitePages site, PageFill fill, PortalTexts texts)
    {
        var leaves = await mail.Leaves(site.Look.Host, context.RequestAborted);
        await answers.Fresh(context, site, PageKind.Notice, new PageFill
        {
            Heading = texts[leaves ? "SignUp.SentTitle" : "Mail.StuckTitle"],
            Text = texts.Format(
                !leaves ? "SignUp.Stuck" : site.Look.ApprovesSignUps ? "SignUp.SentApproval" : "SignUp.Sent",
                TypedEmail.Shown(fill["email"] ?? "")),
        });
    }

    private Task Refuse(HttpContext context, SitePages site, PageFill fill, int status) =>
        answers.Fresh(context, site, KindOf(context), fill, status);

    private static PageKind KindOf(HttpContext context) => context.Request.Path == OfCarriers ? PageKind.CarrierSignUp : PageKind.SignUp;

    private static Dictionary<string, string> Typed(IFormCollection form) => Kept.ToDictionary(
        name => name,
        name => form[name].ToString() is { Length: > LongestTyped } text ? text[..LongestTyped] : form[name].ToString(),
        StringComparer.Ordinal);
}
