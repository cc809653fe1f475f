using Portal.Customers;
using Portal.People;

namespace Portal.WebHost.ControlPanel;

/// <summary>What a contact's page is made of.</summary>
public sealed record ContactModel
{
    public required CustomerHeading Heading { get; init; }

    /// <summary>Null: a new one.</summary>
    public ContactView? Contact { get; init; }
    public required FormValues Values { get; init; }

    /// <summary>Somebody else's version, when it changed since this form was opened.</summary>
    public FormValues? Theirs { get; init; }

    /// <summary>Whose version that is.</summary>
    public SavedBy? By { get; init; }

    /// <summary>Hosts that its portal can be opened on: the customer's own, else those that it may sign in on.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
    public string? Done { get; init; }

    /// <summary>Whether a mail server is set for where this contact signs in.</summary>
    public bool MailLeaves { get; init; } = true;

    /// <summary>An invitation to hand over, shown this once.</summary>
    public string? Link { get; init; }

    public bool CanChange => Heading.CanChange;

    public bool CanHelp => CustomerContactDesk.MayHelp(Heading.Call.Caller, Heading.Customer.Brand);

    /// <summary>Whoever can't sign in has no portal to be opened: who is invited can, once a password was set for them.</summary>
    public bool CanOpenPortal => CanHelp && Hosts.Count > 0
        && Contact is { Settings.Status: ContactStatus.Active } and ({ IsInvited: false } or { HasPassword: true })
        && Heading.Settings.Status is CustomerStatus.Active or CustomerStatus.Penalty;

    /// <summary>The person has places elsewhere too: what is its own is not this customer's to set.</summary>
    public bool IsShared => Contact is { HasOtherPlaces: true };

    /// <summary>A link that staff saw opens nothing that is the person's own; a reseller has contacts mailed.</summary>
    public bool CanHandOver => !IsShared
        && CustomerContactDesk.MayHandOver(Heading.Call.Caller, Heading.Customer.Brand)
        && Contact is { HasPassword: false, Settings.Status: ContactStatus.Active };

    /// <summary>Whoever lost the app is helped by the platform's staff; a reseller only where nobody else's people are touched.</summary>
    public bool CanResetFactor => Contact is { HasSecondFactor: true }
        && CustomerContactDesk.MayResetFactor(Heading.Call.Caller, Heading.Customer.Brand, Contact);

    public bool CanSetPassword => CustomerContactDesk.MaySetPasswords(Heading.Call.Caller);
}
