using Portal.Hosts;
using Portal.Lists;

namespace Portal.Mail;

/// <summary>What the mail log shows, and what it is sorted, filtered and searched by.</summary>
internal static class MailList
{
    public const string Fields = """
        m.id, m.box, m.brand, m.kind, m.address, m.state, m.attempts, m.reason, m.created_at AS createdAt, m.due_at AS dueAt,
          m.done_at AS doneAt
        """;

    public static readonly ListPlan Plan = new()
    {
        Rows = "portal_mail m",
        Fields = Fields,
        Id = "m.id",
        Sorts = [new("created", "m.created_at", IsNumber: true), new("to", "m.recipient")],
        Ties = [new("box", "m.box"), new("id", "m.id")],
        Default = "-created",
        Filters =
        [
            new("domain", "m.box = {0}", "Only mail of this domain, or of the platform.") { Fold = HostName.ForFinding },
            new("state", "m.state = {0}", "Only mail that is in this state.")
            {
                Values = [("queued", MailRows.Queued), ("sent", MailRows.Sent), ("refused", MailRows.Refused)],
            },
            new("brand", "m.brand = {0}", "Only mail of this brand's domains.") { IsBrand = true },
            new("from", "m.created_at >= {0}", "Only mail that was made then or later.") { IsTime = true },
            new("before", "m.created_at < {0}", "Only mail that was made before.") { IsTime = true },
        ],
        Ways = [new("m.recipient", ListText.Addresses) { LooksInside = true }],
        Brands = "m.brand IN @Brands",
    };
}
