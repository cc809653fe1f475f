namespace Portal.Platform;

/// <summary>The one wording of a refused setting, so that all say key, value and what is allowed.</summary>
internal static class SettingsFailure
{
    /// <param name="key">The whole key: <c>Portal:Http:Port</c>.</param>
    /// <param name="value">What was given; never a secret's value.</param>
    /// <param name="allowed">What may stand there: <c>1 to 65535</c>.</param>
    public static string Say(string key, object? value, string allowed) =>
        $"{key} is \"{value}\". Allowed: {allowed}.";
}
