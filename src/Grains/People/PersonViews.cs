namespace Portal.People;

/// <summary>What others see of a person. Pure.</summary>
internal static class PersonViews
{
    public static PersonSnapshot ToSnapshot(this PersonState state, string id, DateTimeOffset now) => new()
    {
        Id = id,
        Version = state.Version,
        IsGone = !state.Lives,
        Email = state.Email,
        Name = state.Name,
        Phone = state.Phone,
        Mobile = state.Mobile,
        Language = state.Language,
        TimeZone = state.TimeZone,
        Scope = state.Scope,
        HomeHost = state.HomeHost,
        EmailVerified = state.EmailVerified,
        HasPassword = state.HasPassword,
        HasSecondFactor = state.Factor.Holds,
        RecoveryCodesLeft = state.Factor.RecoveryCodes.Length,
        Places = Array.ConvertAll(state.Places, place => place.ToPlace()),
        Sessions = [.. PersonSessions.Living(state.Sessions, now).Select(held => held.Session)],
        NewEmail = PersonLinks.Living(state.Links, now).Any(link => link.Purpose == LinkPurpose.ChangeEmail) ? state.NewEmail : null,
    };

    public static ContactSettings ToSettings(this PersonState state, StoredPlace place) => new()
    {
        Name = state.Name,
        Email = state.Email,
        Phone = state.Phone,
        Mobile = state.Mobile,
        Type = place.Type,
        Department = place.Department,
        Role = place.Role,
        EmailVerified = state.EmailVerified,
        MobileVerified = state.MobileVerified,
        AllowedIps = place.AllowedIps,
        Language = state.Language,
        TimeZone = state.TimeZone,
        PublicNotes = place.PublicNotes,
        PrivateNotes = place.PrivateNotes,
        Status = place.Status,
    };

    public static ContactView ToView(this PersonState state, string id, StoredPlace place) => new(
        place.Contact, place.Customer, id, state.ToSettings(place), state.HasPassword, state.Factor.Holds,
        state.Places.Length > 1, state.EditVersion, place.CreatedAt, place.LastSignInAt);
}
