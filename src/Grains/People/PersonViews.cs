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

    /// <summary>Of a place that waits: as it was typed into the invitation.</summary>
    public static ContactSettings ToSettings(this PersonState state, StoredPlace place) => place.Invitation is { } typed
        ? state.Settings(place) with
        {
            Name = typed.Name,
            Email = typed.Email,
            Phone = typed.Phone,
            Mobile = typed.Mobile,
            EmailVerified = typed.EmailVerified,
            MobileVerified = typed.MobileVerified,
            Language = typed.Language,
            TimeZone = typed.TimeZone,
        }
        : state.Settings(place);

    public static ContactView ToView(this PersonState state, string id, StoredPlace place) => place.Invitation is { } invitation
        ? new(
            place.Contact, place.Customer, id, state.ToSettings(place), invitation.HasPassword, false,
            false, invitation.Version, place.CreatedAt, null, IsInvited: true)
        : new(
            place.Contact, place.Customer, id, state.ToSettings(place), state.HasPassword, state.Factor.Holds,
            state.HasPlaceBeside(place.Contact), state.EditVersion, place.CreatedAt, place.LastSignInAt, IsInvited: !state.HasPassword);

    private static ContactSettings Settings(this PersonState state, StoredPlace place) => new()
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
}
