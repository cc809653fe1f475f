using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>What removing a member of staff does, and what is in the way.</summary>
internal sealed class StaffDeletion(IGrainFactory grains, OperatorDirectory directory)
{
    public async Task<Deletion> Of(StaffCall call, OperatorView member, string? error = null)
    {
        var path = "/staff/" + member.Id;
        return new Deletion
        {
            Section = "staff",
            Name = member.Settings.Name,
            Back = path,
            Action = path + "/delete",
            Verb = "Remove",
            // The roster decides it anew when it is done: this only says so before.
            InTheWay = await LastOwner.Is(member, grains, directory) ? [new(LastOwner.Reason, "/staff")] : [],
            Follows =
            [
                new(call.Staff!.Id == member.Id ? "This is you: you are signed out at once and can't sign in any more." : "They are signed out at once and can't sign in any more."),
                .. member.Settings.Rights.IsReseller
                    ? member.Settings.Rights.Brands.Select(
                        brand => new Consequence($"They no longer look after {brand}.", "/brands/" + Uri.EscapeDataString(brand)))
                    : [],
                new("What they did stays in the audit.", "/audit?q=" + Uri.EscapeDataString(member.Settings.Name)),
                new("The address can be invited again."),
            ],
            Error = error,
        };
    }
}
