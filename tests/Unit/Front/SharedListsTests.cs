using Portal.WebHost.Front;

namespace Portal.Tests.Unit.Front;

public sealed class SharedListsTests
{
    private readonly SharedLists lists = new();

    [Fact]
    public void Lists_with_the_same_keys_in_the_same_order_are_one()
    {
        string[] first = ["cdr", "payments"];
        Assert.Same(first, lists.Of(first));
        Assert.Same(first, lists.Of(["cdr", new string(['p', 'a', 'y', 'm', 'e', 'n', 't', 's'])]));
        Assert.Same(lists.Of([]), lists.Of(null));
    }

    [Fact]
    public void Another_order_is_another_list()
    {
        lists.Of(["cdr", "payments"]);
        Assert.Equal(["payments", "cdr"], lists.Of(["payments", "cdr"]));
    }

    [Fact]
    public void Lists_beyond_the_bound_are_kept_as_they_came()
    {
        for (var i = 0; i < 5_000; i++)
            lists.Of(["list" + i]);
        string[] late = ["late"];
        Assert.Same(late, lists.Of(late));
        Assert.NotSame(late, lists.Of(["late"]));
    }
}
