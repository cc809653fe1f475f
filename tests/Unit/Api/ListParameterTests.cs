using Portal.Domains;
using Portal.WebHost.Api;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.Api;

public sealed class ListParameterTests
{
    [Fact]
    public void The_document_tells_each_order_and_each_filter_of_a_list()
    {
        var operation = new ApiOperation("List domains", "domains.read") { Lists = DomainLine.Line.Shape, Plan = DomainList.Plan };
        var told = DocumentParameters.Of("GET", operation).ToDictionary(one => (string)one!["name"]!, one => one!["schema"]!);
        Assert.Equal(["q", "limit", "cursor", "sort", .. DomainList.Plan.Filters.Select(filter => filter.Name)], told.Keys);
        Assert.Contains("-expires", told["sort"]["enum"]!.AsArray().Select(one => (string)one!));
        Assert.Equal(["enabled", "disabled"], told["status"]["enum"]!.AsArray().Select(one => (string)one!));
    }
}
