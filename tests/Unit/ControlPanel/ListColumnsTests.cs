using Portal.WebHost.ControlPanel;

namespace Portal.Tests.Unit.ControlPanel;

public sealed class ListColumnsTests
{
    private static readonly ListColumn<int>[] All =
    [
        new("name", "Name", _ => _ => { }) { IsName = true, Sort = "name" },
        new("state", "State", _ => _ => { }),
        new("changed", "Changed", _ => _ => { }) { IsWide = true, Sort = "changed", SortText = "Change" },
        new("dns", "DNS", _ => _ => { }) { IsExtra = true },
        new("visit", "Visit", _ => _ => { }) { IsAction = true },
    ];

    [Fact]
    public void Who_chose_nothing_sees_the_usual_ones() =>
        Assert.Equal(["name", "state", "changed", "visit"], ListColumns.Shown(All, null).Select(column => column.Key));

    [Fact]
    public void What_was_chosen_is_there_in_the_lists_order_with_what_nobody_can_take_away() =>
        Assert.Equal(["name", "changed", "dns", "visit"], ListColumns.Shown(All, ["dns", "gone", "changed"]).Select(column => column.Key));

    [Fact]
    public void Who_chose_a_column_sees_it_on_a_phone_too() =>
        Assert.DoesNotContain(ListColumns.Shown(All, ["changed"]), column => column.IsWide);

    [Fact]
    public void A_list_sorts_by_what_its_columns_say_whoever_sees_them() =>
        Assert.Equal([("name", "Name"), ("changed", "Change")], ListColumns.Sorts(All));
}
