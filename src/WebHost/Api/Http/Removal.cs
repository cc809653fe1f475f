using Portal.Saving;

namespace Portal.WebHost.Api;

/// <summary>DELETE of a versioned document, the same for each kind: of the version that was named, or of whatever is there.</summary>
internal static class Removal
{
    /// <param name="find">What is there, where the caller may delete it.</param>
    public static async Task<ApiAnswer> Run<TView>(
        ApiCall call,
        string what,
        Func<Task<DeskAnswer<TView>>> find,
        Func<TView, long> version,
        Func<Change, Task<DeskAnswer<TView>>> delete,
        Func<TView, string>? feedKey = null)
        where TView : class
    {
        var found = await find();
        if (!found.IsDone)
            return found.Refused(what);
        if (!call.Conditions.Allow(version(found.Value)))
            return Problems.Changed(version(found.Value));
        var result = await delete(call.ChangeOf(version(found.Value)));
        return result.Answer(what, version, _ => ApiAnswer.NoContent(), feedKey);
    }
}
