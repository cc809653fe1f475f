using Portal.Calls;

namespace Portal.Tests.Unit.Calls;

public sealed class StoredFieldsTests
{
    private static readonly int Least = Count([]);

    /// <summary>Asked for in files: "playAudio" is of no column of its own.</summary>
    public static TheoryData<string> Columns { get; } =
        [.. Portal.Access.Columns.Cdr.Except(["callTime", "callId", "switch", "playAudio"])];

    [Theory]
    [MemberData(nameof(Columns))]
    public void A_column_that_a_file_has_is_read_of_the_row(string column) => Assert.Equal(Least + 1, Count([column]));

    [Fact]
    public void What_tells_a_call_from_others_is_always_read() => Assert.Equal(
        "c.call_time AS calltime, c.id AS id, c.customer AS customer, c.switch AS switch, c.call_id AS callid, c.currency AS currency",
        StoredFields.Select([]));

    [Fact]
    public void All_is_read_where_nothing_is_said() => Assert.Equal(Count(null), CallColumns.All.Length - 3);

    private static int Count(string[]? fields) => StoredFields.Select(fields).Split(", ").Length;
}
