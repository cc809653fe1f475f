using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>A member of staff as a form's fields, and back. Pure.</summary>
internal static class StaffFields
{
    public static FormValues Write(OperatorSettings settings)
    {
        var values = new FormValues();
        values.Set("email", settings.Email);
        values.Set("name", settings.Name);
        values.Set("role", SharedFields.Name(settings.Rights.Role));
        values.Set("brands", settings.Rights.Brands);
        values.Set("customScript", settings.Rights.CustomScript ? "true" : null);
        values.Set("status", settings.Disabled ? null : "active");
        return values;
    }

    /// <param name="email">The address; of somebody who is there already it can't change.</param>
    public static OperatorSettings Read(FormValues values, string email) => new()
    {
        Email = email,
        Name = values.One("name")?.Trim() ?? "",
        Rights = new StaffRights
        {
            // What can't be read gives the least.
            Role = SharedFields.Value<StaffRole>(values.One("role")) ?? StaffRole.ReadOnly,
            Brands = values.Many("brands"),
            CustomScript = values.IsOn("customScript"),
        },
        Disabled = !values.IsOn("status"),
    };
}
