using System.Buffers.Text;
using System.Text;
using Portal.Customers;
using Portal.Domains;
using Portal.Lists;

namespace Portal.Tests.Unit.Lists;

public sealed class CursorTests
{
    private static readonly ListOrder ByName = CustomerList.Plan.Order(null)!;

    [Fact]
    public void A_cursor_comes_back_as_it_was_given()
    {
        var given = new Cursor(true, 50, ["Łódź \"&", "c_1"]);
        var read = Cursor.Read(given.Write(ByName), ByName)!;
        Assert.Equal((given.IsBack, given.Before), (read.IsBack, read.Before));
        Assert.Equal(given.Values, read.Values);
        var byEnd = DomainList.Plan.Order("-expires")!;
        Assert.Equal(
            [long.MaxValue, "a.example"],
            Cursor.Read(new Cursor(false, 0, [long.MaxValue, "a.example"]).Write(byEnd), byEnd)!.Values);
    }

    [Theory]
    [InlineData("")]
    [InlineData("first page")]
    [InlineData("e30")]
    [InlineData("!!!")]
    public void Whatever_else_is_none(string text) => Assert.Null(Cursor.Read(text, ByName));

    [Theory]
    [InlineData("""[">name",0,"a"]""")]
    [InlineData("""[">name",0,"a","b","c"]""")]
    [InlineData("""[">name",-1,"a","b"]""")]
    [InlineData("""[">name",1.5,"a","b"]""")]
    [InlineData("""["=name",0,"a","b"]""")]
    [InlineData("""[">status",0,"a","b"]""")]
    [InlineData("""[">name",0,1,"b"]""")]
    [InlineData("""[">name",0,"a",null]""")]
    [InlineData("""[">name",0,"a\u0000","b"]""")]
    [InlineData("""[">name",0,"\ud800","b"]""")]
    [InlineData("""{"a":1}""")]
    [InlineData("[")]
    public void One_that_was_made_by_hand_or_is_of_another_order_is_none(string json) =>
        Assert.Null(Cursor.Read(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json)), ByName));

    [Fact]
    public void An_order_is_one_of_the_plan_and_ends_with_what_no_two_rows_share()
    {
        Assert.Equal(["c.sort_name", "c.id"], CustomerList.Plan.Order("")!.By.Select(by => by.Sql));
        Assert.Equal(["c.status", "c.sort_name", "c.id"], CustomerList.Plan.Order("-status")!.By.Select(by => by.Sql));
        Assert.True(CustomerList.Plan.Order("-status")!.IsDown);
        foreach (var unknown in (string[])["nothing", "--name", "-", "name desc", "NAME"])
            Assert.Null(CustomerList.Plan.Order(unknown));
    }
}
