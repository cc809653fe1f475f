namespace Portal.WebHost.ControlPanel;

/// <summary>
/// The cookies of staff. Over TLS they have the <c>__Host-</c> prefix, which no other host can set (RFC 6265bis, 4.1.3); plain HTTP,
/// which only browsers on this machine may use, can't have it.
/// </summary>
internal sealed class StaffCookies(TimeProvider clock)
{
    private const string Session = "session";
    private const string Device = "browser";
    private static readonly TimeSpan DeviceLife = TimeSpan.FromDays(180);

    public static string? ReadSession(HttpContext context) => Read(context, Session);

    public static string? ReadDevice(HttpContext context) => Read(context, Device);

    public static void WriteSession(HttpContext context, string token) =>
        context.Response.Cookies.Append(Name(context, Session), token, Options(context, SameSiteMode.Lax));

    public static void DropSession(HttpContext context) =>
        context.Response.Cookies.Delete(Name(context, Session), Options(context, SameSiteMode.Lax));

    public void WriteDevice(HttpContext context, string token)
    {
        var options = Options(context, SameSiteMode.Strict);
        options.Expires = clock.GetUtcNow() + DeviceLife;
        context.Response.Cookies.Append(Name(context, Device), token, options);
    }

    private static string? Read(HttpContext context, string name) =>
        context.Request.Cookies.TryGetValue(Name(context, name), out var value) && value is { Length: 64 } ? value : null;

    private static string Name(HttpContext context, string name) => context.Request.IsHttps ? "__Host-" + name : name;

    private static CookieOptions Options(HttpContext context, SameSiteMode mode) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = mode,
        Path = "/",
        IsEssential = true,
    };
}
