using System.Text.Json.Nodes;
using Portal.Access;
using Portal.Customers;

namespace Portal.WebHost.Api;

/// <summary>Which sections a customer's people see, each with its reason.</summary>
internal static class AccessEndpoints
{
    private static readonly ObjectShape Section = new(
        "SectionAccess",
        new Field("section", new TextShape { Choices = Sections.All }),
        new Field("shown", new FlagShape()),
        new Field("reason", new TextShape
        {
            Choices = Names<SectionReason>.All,
            Description = "always: it can't be hidden. domain: the domain shows it, or doesn't. shown, hidden: the customer's own lists. "
                + "contract: hidden until a contract is approved. carrier: carriers have no such section. "
                + "nonItemised: the customer sees sums of calls only.",
        }));

    public static void Map(IEndpointRouteBuilder api)
    {
        Map(api, CustomerKind.Customer);
        Map(api, CustomerKind.Carrier);
    }

    private static void Map(IEndpointRouteBuilder api, CustomerKind kind) =>
        api.MapGet(
            CustomerEndpoints.Path(kind) + "/{id}/access",
            (string id, string? domain, ApiCall call, AccessDesk desk, CancellationToken cancellation) =>
            Get(kind, id, domain, call, desk, cancellation))
                .Does(new($"Which sections a {CustomerEndpoints.What(kind)} sees", "customers.read")
                {
                    Description = "For the customer itself: a contact's role may hide some, but never adds any.",
                    GivesMany = Section,
                    Refuses = [404, 422],
                    Query =
                [
                    (
                        "domain",
                        "On which domain, for a customer that signs in on many. Default: its own; "
                            + "without one, only what its own lists say."),
                ],
                });

    private static async Task<ApiAnswer> Get(
        CustomerKind kind, string id, string? domain, ApiCall call, AccessDesk desk, CancellationToken cancellation) =>
        (await desk.Of(call.Caller, kind, id, domain, cancellation)).Answer(CustomerEndpoints.What(kind), all =>
            ApiAnswer.Ok(new JsonArray([.. all.Select(access => (JsonNode)new JsonObject
            {
                ["section"] = access.Section,
                ["shown"] = access.Shown,
                ["reason"] = Names<SectionReason>.Of(access.Reason),
            })])));
}
