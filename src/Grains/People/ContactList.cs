using Portal.Access;
using Portal.Lists;

namespace Portal.People;

/// <summary>What the list of one customer's contacts shows, and what it is sorted, filtered and searched by.</summary>
internal static class ContactList
{
    public const string Fields = """
        p.id, p.customer, p.person, p.name, p.email, p.role, p.status, p.department, p.has_password AS hasPassword,
          p.has_factor AS hasFactor, p.invited,
          (SELECT COUNT(*) FROM portal_contacts other
            WHERE other.person = p.person AND other.id <> p.id AND other.invited = 0) AS others
        """;

    public static readonly ListPlan Plan = new()
    {
        Rows = "portal_contacts p",
        Where = "p.customer = @customer",
        Fields = Fields,
        Id = "p.id",
        Sorts = [new("name", "p.sort_name"), new("email", "p.email")],
        Ties = [new("id", "p.id")],
        Default = "name",
        Filters =
        [
            new("role", "p.role = {0}", "Only with this role.") { Values = ListFilter.RowWords<ContactRole>() },
            new("status", "p.status = {0}", "Only with this status.") { Values = ListFilter.RowWords<ContactStatus>() },
        ],
        Ways = [new("p.search", ListText.Folded) { LooksInside = true }],
    };
}
