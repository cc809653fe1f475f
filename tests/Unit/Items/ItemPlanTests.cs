using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Portal.Customers;
using Portal.Hosting;
using Portal.Saving;
using Portal.Tests.Unit.Customers;
using Portal.Tests.Unit.Portals.Sections;
using Portal.WebHost.Api;
using Portal.WebHost.Documents;
using Portal.WebHost.Items;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Items;

/// <summary>Each kind of rows is whole where staff, programs and contacts meet it.</summary>
public sealed class ItemPlanTests
{
    public static TheoryData<ItemKind> Kinds => [.. Enum.GetValues<ItemKind>()];

    [Fact]
    public void Each_kind_has_its_plan()
    {
        Assert.Equal(Enum.GetValues<ItemKind>(), ItemPlans.All.Select(plan => plan.Kind));
        Assert.All(ItemPlans.All, plan => Assert.Same(plan, ItemPlans.Find(CustomerKind.Customer, plan.Segment)));
        Assert.All(ItemPlans.All, plan => Assert.Equal(plan.IsForCarriers, ItemPlans.Find(CustomerKind.Carrier, plan.Segment) is not null));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_value_of_a_row_is_a_field_that_can_be_told(ItemKind kind)
    {
        var plan = ItemPlans.Of(kind);
        var values = ItemKinds.Of(kind).Settings.GetProperties()
            .Where(value => value.CanWrite && value.Name != nameof(Kept.Unknown))
            .Select(value => JsonNamingPolicy.CamelCase.ConvertName(value.Name));
        var told = plan.Shape.Fields.Select(field => field.Name).Except(["id", "createdAt", "version"]);
        Assert.Equal(values.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        Assert.All(plan.FormFields, field => Assert.NotEmpty(field.Label));
        Assert.Subset(plan.FormFields.Select(field => field.Name).ToHashSet(), plan.FormOrder.ToHashSet());
        Assert.All(
            plan.Fields.Where(field => field.Input == ItemInput.Choice && field.Name != "level"),
            field => Assert.Equal(Choices(plan, field.Name).Order(), field.Choices.Select(choice => choice.Value).Order()));
        Assert.NotEmpty(plan.Columns);
        Assert.All((string[])[plan.Title, plan.One, plan.Empty, plan.WhenDeleted], Assert.NotEmpty);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_the_api_shows_of_a_row_it_takes_back_unchanged(ItemKind kind)
    {
        var full = FullItems.Of(kind);
        var json = JsonSerializer.SerializeToElement(
            ItemPlans.Of(kind).ToJson(new ItemView("x_1", "c_1", full, DateTimeOffset.UnixEpoch, 3)));
        Assert.Equal(ItemPlans.Of(kind).Shape.Fields.Select(field => field.Name), json.EnumerateObject().Select(value => value.Name));
        var (shape, errors) = (new ShapeErrors(), new List<FieldError>());
        ItemPlans.Of(kind).Shape.Check(json, "$", shape);
        Assert.False(shape.Any);
        var read = ItemPlans.Of(kind).FromJson(json, "USD", errors);
        Assert.Empty(errors);
        Assert.Equal(full, read);
    }

    [Fact]
    public void The_api_has_the_routes_of_each_kind_and_of_no_other()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddPortalSilo();
        builder.Services.AddPortalApi();
        IEndpointRouteBuilder routes = builder.Build();
        ApiPipeline.Map(routes);
        var served = routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(path => path.EndsWith("/{itemId}", StringComparison.Ordinal)).Distinct();
        var customers = ItemPlans.Of(CustomerKind.Customer).Select(plan => $"/api/v1/customers/{{id}}/{plan.Segment}/{{itemId}}");
        var carriers = ItemPlans.Of(CustomerKind.Carrier).Select(plan => $"/api/v1/carriers/{{id}}/{plan.Segment}/{{itemId}}");
        Assert.Equal(customers.Concat(carriers).Order(StringComparer.Ordinal), served.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_kind_has_its_section_in_the_portal_with_a_page_and_a_file()
    {
        await using var world = new SectionWorld();
        foreach (var item in FullItems.All)
            world.Items.Add(item);
        var sections = world.Menu.Entries(SectionWorld.Call()).Select(entry => entry.Section).OfType<IItemSection>().ToArray();
        Assert.Equal(
            ItemPlans.All.Select(plan => (plan.Kind, plan.Segment)).Order(),
            sections.Select(section => (section.Kind, section.Key)).Order());
        foreach (var section in sections)
        {
            Assert.Single((await world.Get("/" + section.Key))!.Page.QuerySelectorAll("main tbody tr"));
            Assert.Equal(2, (await world.Get($"/{section.Key}.csv"))!.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    private static string[] Choices(ItemPlan plan, string name) =>
        ((TextShape)plan.Shape.Fields.Single(field => field.Name == name).Shape).Choices!;
}
