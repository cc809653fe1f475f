using Portal.Saving;

namespace Portal.Staff;

/// <summary>Whoever looks after the staff, the platform's own settings and API keys: owners alone (ADR 0055).</summary>
internal static class StaffDesk
{
    public static bool MayManage(Caller caller) => caller.Rights.CanManageStaff;
}
