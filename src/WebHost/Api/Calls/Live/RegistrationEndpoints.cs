using Portal.Calls;

namespace Portal.WebHost.Api;

/// <summary>Registered SIP users: told by switches, read by programs.</summary>
internal static class RegistrationEndpoints
{
    private const string Path = "/registrations";
    private const string What = "registrations";

    private static readonly ObjectShape Switch = LiveAnswers.Switch("RegistrationSwitch", What);
    private static readonly ObjectShape Told = LiveAnswers.Told("RegistrationsTold", What);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut(Path, Put).Does(new("Tell all SIP users that are registered at a switch", CallIntakeDesk.Writing)
        {
            Description = "Replaces what the switch had; at most 32 MiB. Each is gone when it expires; a switch that is unheard of for 15 "
                + "minutes is stale, after a day all of its are gone.",
            Takes = RegistrationDocument.Set,
            Gives = Told,
            Refuses = [400, 413, 415, 422],
        });
        api.MapGet(Path, Get).Does(new("List registered SIP users", CallDesk.Reading)
        {
            Description = "By user.",
            Gives = LiveAnswers.Page("RegistrationPage", RegistrationDocument.Shape, Switch),
            Refuses = [422],
            Query = LiveAnswers.Parameters,
        });
    }

    private static Task<ApiAnswer> Put(ApiCall call, LiveDesk<SipRegistration> desk, CancellationToken cancellation) =>
        LiveAnswers.Tell(call, desk, RegistrationDocument.Set, RegistrationDocument.ReadSet, What, cancellation);

    private static Task<ApiAnswer> Get(
        ApiCall call, HttpContext http, ListRequest list, LiveDesk<SipRegistration> desk, CancellationToken cancellation) =>
        LiveAnswers.Read(call, http, list, desk, RegistrationDocument.ToJson, What, cancellation);
}
