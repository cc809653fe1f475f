using System.Text.Json.Nodes;
using Portal.Domains;
using Portal.Mail;
using Portal.Saving;

namespace Portal.WebHost.Api;

internal static class TestMailEndpoints
{
    private static readonly ObjectShape Ask = new(
        "TestMail",
        new Field("to", new TextShape { Format = "email", Example = "\"you@example.com\"" }, Required: true));

    private static readonly ObjectShape Outcome = new(
        "TestMailOutcome",
        new Field("sent", new FlagShape { Description = "Whether the server accepted it." }),
        new Field("summary", new TextShape { Description = "A sentence for people to read." }),
        new Field("server", new TextShape { Nullable = true }),
        new Field(
            "source", new TextShape { Nullable = true, Description = "Whose server it is: the domain's, the brand's, the platform's." }),
        new Field("steps", new ListShape(new ObjectShape(
            "MailStep",
            new Field("step", new TextShape { Choices = Names<MailStepKind>.All }),
            new Field("passed", new FlagShape()),
            new Field("text", new TextShape { Description = "A sentence for people to read." }),
            new Field("reply", new TextShape { Nullable = true, Description = "The server's reply." })))
        { Description = "The conversation with the server." }));

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/domains/{host}/test-mail", Send).Does(new("Send a test e-mail now", "domains.write")
        {
            Description = "Returns the result of the conversation with the mail server. 200 even when the server refused: see “sent”.",
            Takes = Ask,
            Gives = Outcome,
            Refuses = [400, 404, 409, 413, 415, 422],
        });

    private static async Task<ApiAnswer> Send(string host, ApiCall call, DomainDesk desk, CancellationToken cancellation)
    {
        if (await desk.FindToChange(call.Caller, host, cancellation) is { IsDone: false } refused)
            return refused.Refused("domain");
        var (body, problem) = await call.Read(Ask);
        if (problem is not null)
            return problem;
        var errors = new List<FieldError>();
        var to = new Fields(body, "", errors).Required("to", "Enter the address to send the e-mail to.");
        if (errors.Count > 0)
            return Problems.Invalid(errors);
        return (await desk.SendTestMail(call.Caller, host, to, cancellation)).Answer("domain", outcome =>
            outcome.Errors.Count > 0 ? Problems.Invalid(outcome.Errors) : ApiAnswer.Ok(Write(outcome)));
    }

    private static JsonObject Write(TestMailOutcome outcome) => new()
    {
        ["sent"] = outcome.Sent,
        ["summary"] = outcome.Summary,
        ["server"] = outcome.Server,
        ["source"] = outcome.Source,
        ["steps"] = new JsonArray([.. outcome.Steps.Select(step => new JsonObject
        {
            ["step"] = Names<MailStepKind>.Of(step.Kind),
            ["passed"] = step.Passed,
            ["text"] = step.Text,
            ["reply"] = step.Reply,
        })]),
    };
}
