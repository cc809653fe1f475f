using Portal.People;

namespace Portal.Tests.Unit.People;

public sealed class PersonSessionsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(SessionStage.Whole, false, 12 * 60)]
    [InlineData(SessionStage.Whole, true, 30 * 24 * 60)]
    [InlineData(SessionStage.NeedsCode, true, 10)]
    [InlineData(SessionStage.NeedsSecondFactor, false, 10)]
    public void A_session_lives_as_long_as_its_stage_allows(SessionStage stage, bool remembered, int minutes)
    {
        HeldSession[] sessions = [New("a", Noon, stage, remembered)];
        Assert.Single(PersonSessions.Living(sessions, Noon.AddMinutes(minutes).AddSeconds(-1)));
        Assert.Empty(PersonSessions.Living(sessions, Noon.AddMinutes(minutes)));
    }

    [Fact]
    public void Of_more_than_twenty_the_one_seen_longest_ago_goes()
    {
        HeldSession[] sessions = [];
        for (var i = 0; i < 25; i++)
            sessions = PersonSessions.Add(sessions, New($"{i}", Noon.AddMinutes(i)));
        Assert.Equal(20, sessions.Length);
        Assert.Equal("24", sessions[0].Session.Id);
        Assert.DoesNotContain(sessions, held => held.Session.Id == "4");
    }

    [Fact]
    public void A_session_is_touched_at_most_every_half_hour()
    {
        HeldSession[] sessions = [New("a", Noon, remembered: true)];
        Assert.Null(PersonSessions.Touch(sessions, "a", Noon.AddMinutes(29)));
        var touched = PersonSessions.Touch(sessions, "a", Noon.AddMinutes(30))!;
        Assert.Equal(Noon.AddMinutes(30), touched[0].Session.SeenAt);
        Assert.Equal(Noon.AddMinutes(30).AddDays(30), touched[0].Session.EndsAt);
        Assert.Null(PersonSessions.Touch(sessions, "b", Noon.AddHours(1)));
    }

    [Fact]
    public void A_pending_session_is_never_kept_alive()
    {
        HeldSession[] sessions = [New("a", Noon, SessionStage.NeedsCode)];
        Assert.Null(PersonSessions.Touch(sessions, "a", Noon.AddHours(1)));
    }

    [Fact]
    public void A_look_of_staff_ends_after_an_hour_used_or_not()
    {
        HeldSession[] sessions =
        [
            PersonSessions.New(
                "a", "portal.acme.example", "ct_1", SessionStage.Whole, false, null, null, Noon, new StaffVisit("op_1", "Ada")),
        ];
        Assert.Null(PersonSessions.Touch(sessions, "a", Noon.AddMinutes(45)));
        Assert.Single(PersonSessions.Living(sessions, Noon.AddMinutes(59)));
        Assert.Empty(PersonSessions.Living(sessions, Noon.AddHours(1)));
    }

    [Fact]
    public void A_right_code_gives_the_session_a_new_name_and_its_full_life()
    {
        var sessions = PersonSessions.Advance(
            [New("old", Noon, SessionStage.NeedsCode), New("other", Noon)], "old", "new", Noon.AddMinutes(1));
        Assert.Equal(["new", "other"], sessions.Select(held => held.Session.Id));
        Assert.Equal(SessionStage.Whole, sessions[0].Session.Stage);
        Assert.Equal(Noon.AddMinutes(1).AddHours(12), sessions[0].Session.EndsAt);
    }

    [Fact]
    public void Sessions_end_one_by_one_by_place_or_all_but_one()
    {
        HeldSession[] sessions = [New("a", Noon), New("b", Noon, contact: "ct_2"), New("c", Noon)];
        Assert.Equal(["b", "c"], PersonSessions.End(sessions, "a").Select(held => held.Session.Id));
        Assert.Equal(["c"], PersonSessions.EndOthers(sessions, "c").Select(held => held.Session.Id));
        Assert.Equal(["a", "c"], PersonSessions.EndPlace(sessions, "ct_2").Select(held => held.Session.Id));
    }

    private static HeldSession New(
        string id, DateTimeOffset now, SessionStage stage = SessionStage.Whole, bool remembered = false, string contact = "ct_1") =>
        PersonSessions.New(id, "portal.acme.example", contact, stage, remembered, "192.0.2.1", new string('x', 500), now);
}
