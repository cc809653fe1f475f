using Portal.Audit;
using Portal.Customers;
using Portal.Domains;
using Portal.Lists;
using Portal.Storage;

namespace Portal.Tests.Unit.Lists;

public sealed class ListSqlTests
{
    private const string Evil = "x'); DROP TABLE portal_domains; --";

    [Fact]
    public void A_page_is_chosen_along_the_order_and_its_lines_are_filled_in_after()
    {
        var sql = new ListSql(DomainList.Plan, new ListQuery { Filters = new Dictionary<string, string> { ["status"] = "disabled" } });
        Assert.False(sql.HasText);
        var page = sql.Page(ListWalk.Whole, DomainList.Plan.Order("-expires")!, new Cursor(false, 50, [5L, "a.example"]));
        Assert.Contains(
            "FROM (SELECT d.* FROM portal_domains d WHERE d.deleted = 0 AND d.status = @v0 "
                + "AND (COALESCE(d.certificate_end, 9223372036854775807), d.host) < (@v2, @v3) "
                + "ORDER BY COALESCE(d.certificate_end, 9223372036854775807) DESC, d.host DESC LIMIT @Limit) d LEFT JOIN portal_brands b",
            page,
            StringComparison.Ordinal);
        Assert.Equal("disabled", sql.Parameters.Get<object>("v0"));
    }

    [Theory]
    [InlineData("host", false, ">", "d.host LIMIT")]
    [InlineData("host", true, "<", "d.host DESC LIMIT")]
    [InlineData("-host", false, "<", "d.host DESC LIMIT")]
    [InlineData("-host", true, ">", "d.host LIMIT")]
    public void On_the_way_back_the_order_is_walked_the_other_way_round(string sort, bool isBack, string sign, string walk)
    {
        var order = DomainList.Plan.Order(sort)!;
        var page = new ListSql(DomainList.Plan, new ListQuery()).Page(ListWalk.Whole, order, new Cursor(isBack, 50, ["a.example"]));
        Assert.Contains($"(d.host) {sign} (@", page, StringComparison.Ordinal);
        Assert.Contains("ORDER BY " + walk, page, StringComparison.Ordinal);
        Assert.EndsWith(order.IsDown ? "ORDER BY d.host DESC" : "ORDER BY d.host", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_people_write_is_never_part_of_a_statement()
    {
        var query = new ListQuery(Evil, Brands: [Evil])
        {
            Filters = new Dictionary<string, string> { ["brand"] = Evil, ["tag"] = Evil, ["domain"] = Evil, ["reseller"] = Evil },
        };
        foreach (var walk in Enum.GetValues<ListWalk>())
        {
            var sql = new ListSql(CustomerList.Plan, query);
            var order = CustomerList.Plan.Order(null)!;
            Assert.DoesNotContain("DROP", sql.Count(1), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("DROP", sql.Page(walk, order, new Cursor(false, 0, [Evil, Evil])), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void What_was_found_is_sorted_by_the_names_that_it_was_found_under()
    {
        var page = new ListSql(CustomerList.Plan, new ListQuery("muller")).Page(
            ListWalk.Found, CustomerList.Plan.Order("domain")!, new Cursor(true, 50, ["a", "b", "c"]));
        Assert.Contains(
            "SELECT COALESCE(c.domain, '') AS s0, c.sort_name AS s1, c.id AS s2 FROM portal_customers c WHERE",
            page,
            StringComparison.Ordinal);
        Assert.Matches(
            @"FROM found c WHERE 1 = 1 AND \(s0, s1, s2\) < \(@v\d+, @v\d+, @v\d+\) ORDER BY s0 DESC, s1 DESC, s2 DESC LIMIT @Limit",
            page);
        Assert.Contains("ON COALESCE(c.domain, '') = hit.s0 AND c.sort_name = hit.s1 AND c.id = hit.s2", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_word_has_to_be_there_and_a_short_one_begins_a_word()
    {
        var sql = new ListSql(CustomerList.Plan, new ListQuery("50%_Müller ab"));
        Assert.Equal(@"%50\%\_muller%", sql.Parameters.Get<object>("w0"));
        Assert.Equal(["ab%", "% ab%", "%\nab%"], ((string[])["w1", "w2", "w3"]).Select(sql.Parameters.Get<string>));
        // It is no phone.
        Assert.DoesNotContain("p.phones", sql.Count(1), StringComparison.Ordinal);
        Assert.Contains("p.phones", new ListSql(CustomerList.Plan, new ListQuery("+49 30 1234")).Count(1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_address_is_found_by_its_beginning_and_compared_as_a_whole_and_a_name_of_the_audit_is_not_cut()
    {
        var sql = new ListSql(CustomerList.Plan, new ListQuery("wile.e.coyote@acme.example"));
        Assert.Equal("%wile.e.coyot%", sql.Parameters.Get<object>("w0"));
        Assert.Equal("%wile.e.coyote@acme.example%", sql.Parameters.Get<object>("w1"));
        Assert.Contains(@"c.search LIKE @w0 ESCAPE '\' AND c.search || '' LIKE @w1 ESCAPE '\'", sql.Count(1), StringComparison.Ordinal);

        var whole = new ListSql(AuditList.Plan, new ListQuery("domain/portal.acme.example"));
        Assert.Equal("%domain/portal.acme.example%", whole.Parameters.Get<object>("w0"));
    }

    [Fact]
    public void Rows_of_one_tag_are_counted_in_the_table_of_tags_unless_something_else_is_asked_of_them()
    {
        Assert.DoesNotContain("portal_customers", Counted(new ListQuery().With("tag", "vip")), StringComparison.Ordinal);
        Assert.Contains("c.status = ", Counted(new ListQuery().With("tag", "vip").With("status", "active")), StringComparison.Ordinal);
        Assert.Contains(
            "portal_customers", Counted(new ListQuery { Brands = ["acme"] }.With("tag", "vip")), StringComparison.Ordinal);

        static string Counted(ListQuery query) => new ListSql(CustomerList.Plan, query).Count(1000);
    }

    [Fact]
    public void All_that_nobody_knows_is_said_at_once()
    {
        var query = new ListQuery
        {
            Sort = "colour",
            Filters = new Dictionary<string, string>
            {
                ["status"] = "Active",
                ["currency"] = "XXQ",
                ["tag"] = "a\0",
                ["changedFrom"] = "yesterday",
                ["changedBefore"] = "2026-02-30",
            },
        };
        Assert.Equal(
            ["changedBefore", "changedFrom", "currency", "sort", "status", "tag"],
            CustomerList.Plan.Check(query).Select(problem => problem.Field).Order(StringComparer.Ordinal));
        Assert.Equal("cursor", Assert.Single(CustomerList.Plan.Check(new ListQuery(Cursor: "first"))).Field);
        Assert.Empty(CustomerList.Plan.Check(
            new ListQuery { Sort = "-status" }.With("status", "pending-approval").With("changedFrom", "2026-02-28")));
    }

    [Theory]
    [InlineData("2026-11-30", 1795996800000)]
    [InlineData("2026-11-30T12:00:00Z", 1796040000000)]
    [InlineData("2026-11-30T12:00:00+02:00", 1796032800000)]
    [InlineData("30.11.2026", null)]
    [InlineData("12:00", null)]
    public void A_day_or_a_moment_is_taken_and_nothing_else(string written, long? time) =>
        Assert.Equal(time, CustomerList.Plan.Filter("changedFrom").Read(written) as long?);
}
