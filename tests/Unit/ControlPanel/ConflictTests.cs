using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.ControlPanel;

/// <summary>Two people save one form: what each of them meant stays.</summary>
public sealed class ConflictTests
{
    [Fact]
    public void What_nobody_touched_takes_what_was_saved_and_what_both_changed_stays_as_it_was_typed()
    {
        var posted = Posted(Stored("Acme", "Ours", null).Base, ("name", "Acme"), ("footer", "Mine"), ("signUp", "yes"));
        var mine = posted.Meet(Stored("Acme Telecom", "Theirs", null), out var theirs);
        Assert.Equal("Acme Telecom", mine.One("name"));
        Assert.Equal("Mine", mine.One("footer"));
        Assert.True(mine.IsOn("signUp"));
        Assert.Equal(["footer", "signUp"], theirs.Names.Where(name => mine.Text(name) != theirs.Text(name)).Order(StringComparer.Ordinal));
        // The next save begins with theirs.
        Assert.Equal(theirs.Base, mine.Base);
    }

    [Fact]
    public void A_box_that_they_ticked_and_nobody_here_touched_is_ticked()
    {
        var mine = Posted(Stored("Acme", "", null).Base, ("name", "Acme"), ("footer", "")).Meet(Stored("Acme", "", "yes"), out _);
        Assert.True(mine.IsOn("signUp"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense = == name")]
    public void A_form_that_does_not_say_what_it_began_with_keeps_all_that_was_typed(string began)
    {
        var mine = Posted(began, ("name", "Acme"), ("footer", "Ours")).Meet(Stored("Acme Telecom", "Theirs", null), out _);
        Assert.Equal(("Acme", "Ours"), (mine.One("name"), mine.One("footer")));
    }

    private static FormValues Stored(string name, string footer, string? signUp)
    {
        var values = new FormValues();
        values.Set("name", name);
        values.Set("footer", footer);
        values.Set("signUp", signUp);
        return values;
    }

    private static FormValues Posted(string began, params (string Name, string Value)[] fields) => FormValues.From(new FormCollection(
        fields.Append((FormValues.BaseField, began)).ToDictionary(
            field => field.Item1, field => new StringValues(field.Item2), StringComparer.Ordinal)));
}
