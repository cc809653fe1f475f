using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.Documents;

/// <summary>Registered SIP users as programs tell and read them.</summary>
internal static class RegistrationDocument
{
    private const string Registrations = "registrations";

    private static readonly TextShape Text = new() { Nullable = true };
    private static readonly Field Switch = new("switch", new TextShape { Description = "Which switch they registered at." }, true);

    private static readonly Field[] OfUser =
    [
        new("user", new TextShape { Description = "The SIP user; with its contact it is unique at a switch." }, true),
        new("customer", new TextShape { Description = "Our id of the customer, or ext: and its external account id." }, true),
        new("contact", Text with { Description = "The URI at which it wants to be called." }),
        new("address", Text with { Description = "The network address that it was seen at." }),
        new("agent", Text with { Description = "What the device says that it is." }),
        new("expires", Times.Shape with { Description = "When it is over unless it registers again, with an offset." }, true),
    ];

    /// <summary>As it is read, of whichever switch.</summary>
    public static readonly ObjectShape Shape = new("Registration", [Switch, .. OfUser]);

    public static readonly ObjectShape Set = new(
        "Registrations",
        Switch,
        new Field(
            Registrations,
            new ListShape(new ObjectShape("RegistrationOfSwitch", OfUser)) { Description = "All that there are, at most 50,000." },
            true));

    /// <param name="errors">Takes what is wrong.</param>
    public static LiveBody<SipRegistration> ReadSet(JsonElement root, List<FieldError> errors)
    {
        var body = LiveTexts.Of(root, errors);
        var name = LiveTexts.Needed(body, "switch");
        return new(name, Registrations, LiveTexts.Each(body, Registrations, needed: true, errors, one => Read(one, name)));
    }

    public static JsonObject ToJson(SipRegistration one) => new()
    {
        ["switch"] = one.Switch,
        ["user"] = one.User,
        ["customer"] = one.Customer,
        ["contact"] = one.Contact,
        ["address"] = one.Address,
        ["agent"] = one.Agent,
        ["expires"] = Times.Text(one.Expires),
    };

    private static SipRegistration Read(Fields one, string name) =>
        new(name, LiveTexts.Needed(one, "user"), LiveTexts.Needed(one, "customer"), LiveTexts.Time(one, "expires"))
        {
            Contact = LiveTexts.Text(one, "contact"),
            Address = LiveTexts.Text(one, "address"),
            Agent = LiveTexts.Text(one, "agent"),
        };
}
