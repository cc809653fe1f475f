namespace Portal.Staff;

/// <summary>Whether somebody is the last who can let others in: they stay an owner until there is another.</summary>
internal static class LastOwner
{
    public const string Reason = "This is the last owner who can sign in. Make somebody else an owner first.";

    public static async Task<bool> Is(OperatorView view, IGrainFactory grains, OperatorDirectory directory)
    {
        if (!Works(view))
            return false;
        foreach (var other in await directory.OtherOwners(StaffEmail.Normalise(view.Settings.Email)!))
        {
            if (await grains.GetGrain<IOperatorGrain>(other).Get() is { } found && Works(found))
                return false;
        }

        return true;
    }

    // Whoever never set a password can't let anybody in again.
    private static bool Works(OperatorView view) => view.Settings is { Rights.Role: StaffRole.Owner, Disabled: false } && view.HasPassword;
}
