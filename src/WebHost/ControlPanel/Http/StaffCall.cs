using System.Security.Cryptography;
using System.Text;
using Portal.Saving;
using Portal.Staff;

namespace Portal.WebHost.ControlPanel;

/// <summary>One request of a browser to the control panel: whose it is, and what they may.</summary>
public sealed class StaffCall(HttpContext context, string? token, StaffSession? session, OperatorView? staff)
{
    public const string TokenField = "_form";
    public const string OperationField = "_operation";

    public HttpContext Context => context;

    /// <summary>Whoever is signed in whole; null: nobody.</summary>
    public OperatorView? Staff => session is { Pending: false } ? staff : null;

    /// <summary>Also set between the two steps of signing in.</summary>
    public StaffSession? Session => session;

    /// <summary>Whoever is at either step.</summary>
    public OperatorView? AnyStaff => staff;

    /// <summary>Whoever is signed in whole, for desks.</summary>
    internal Caller Caller => Staff is { } member ? As(member) : Caller.Nobody;

    /// <summary>What each form of this session carries: a page of another site can't know it. Empty without a session.</summary>
    public string FormToken => token is null ? "" : Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "form"u8));

    public string? From => context.Connection.RemoteIpAddress?.ToString();

    public Actor Actor => new("operator", AnyStaff!.Id, AnyStaff.Settings.Name, From);

    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>The same person, as they are by now.</summary>
    internal Caller As(OperatorView member) => new(Actor, member.Settings.Rights);

    // For minimal API: a handler asks for a StaffCall and gets the gate's.
    public static ValueTask<StaffCall?> BindAsync(HttpContext context) => new(context.Features.Get<StaffCall>());

    /// <summary>The columns that this person chose to see of a list; null: none were chosen.</summary>
    public IReadOnlyList<string>? ColumnsOf(string list) => Staff!.Columns?.GetValueOrDefault(list);

    /// <summary>A change by a form: sent twice, it is made once.</summary>
    public Change Change(IFormCollection form, long? version = null) =>
        Caller.Own(new(form[OperationField] is [{ Length: > 0 and <= 64 } id] ? id : Guid.NewGuid().ToString("N"), Actor, version));

    public static long? Version(IFormCollection form) => long.TryParse(form["_version"], out var version) ? version : null;
}
