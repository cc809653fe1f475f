using Portal.Customers;
using Portal.Lists;
using Portal.Storage;

namespace Portal.Tests.Unit.Lists;

public sealed class ListPatienceTests
{
    [Theory]
    [InlineData("mu", "", "", "q", "longer word")]
    [InlineData("mu", "tag,status", "-brand", "q", "leave out “status” or “tag”")]
    [InlineData(null, "tag", "-changed", "sort", "Sort by “name” instead of “changed”, or leave out “tag”")]
    [InlineData(null, "tag,changedFrom", "-name", "changedFrom", "Leave out “changedFrom” or “tag”")]
    [InlineData(null, "changedFrom", "", "changedFrom", "another filter")]
    public void What_takes_too_long_is_told_with_what_to_narrow(string? text, string filters, string sort, string field, string advice)
    {
        var query = new ListQuery(text)
        {
            Sort = sort,
            Filters = filters.Split(',', StringSplitOptions.RemoveEmptyEntries).ToDictionary(name => name, _ => "2026-01-01"),
        };
        var said = ListPatience.Narrow(CustomerList.Plan, query);
        Assert.Equal(field, said?.Field);
        Assert.Contains(advice, said?.Reason, StringComparison.Ordinal);
        Assert.Contains("longer than a second", said?.Reason, StringComparison.Ordinal);
    }

    [Theory, InlineData(""), InlineData("-changed")]
    public void The_list_itself_in_any_order_has_nothing_to_narrow(string sort) =>
        Assert.Null(ListPatience.Narrow(CustomerList.Plan, new ListQuery(" ") { Sort = sort }));

    [Fact]
    public void A_balance_is_a_sum_that_stands_in_no_row_so_that_nobody_can_sort_by_it() =>
        Assert.Contains(
            CustomerList.Plan.Check(new ListQuery { Sort = "balance" }),
            problem => problem.Field == "sort" && problem.Reason.StartsWith("There is no order “balance”.", StringComparison.Ordinal));
}
