using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Audit;
using Portal.Saving;
using Portal.Storage;

namespace Portal.WebHost.ControlPanel;

/// <summary>Who saved what a form is in conflict with.</summary>
/// <param name="IsMe">The same member of staff, in another tab or on another machine.</param>
public sealed record SavedBy(string Who, DateTimeOffset When, bool IsMe);

/// <summary>Finds in the audit whose change it was that a form meets.</summary>
internal sealed class LastChange(IAuditReader audit)
{
    // Further back nothing is looked for: who it was is then not told.
    private const int Looked = 20;

    /// <param name="present">What is stored now: an entry that says otherwise is not about this.</param>
    /// <param name="actions">What counts as a change of it, by how the action begins: <c>payment.</c>.</param>
    /// <param name="targets">What it can be written down under.</param>
    public async Task<SavedBy?> Of(StaffCall call, object present, string[] actions, params string[] targets)
    {
        var now = JsonSerializer.SerializeToNode(present, present.GetType(), PortalJson.Options)!.AsObject();
        AuditEntry? last = null;
        foreach (var target in targets)
        {
            var found = (await audit.List(new ListQuery(Limit: Looked), target, call.Aborted)).Items
                .FirstOrDefault(entry =>
                    Array.Exists(actions, entry.Action.StartsWith)
                        && (entry.After is null || Agrees(now, JsonNode.Parse(entry.After))));
            if (found is not null && (last is null || found.Time > last.Time))
                last = found;
        }

        return last is null
            ? null
            : new SavedBy(Name(last.Actor), last.Time, last.Actor.Kind == "operator" && last.Actor.Id == call.Staff?.Id);
    }

    private static string Name(Actor actor) => actor.Kind switch
    {
        "apiKey" => $"The API key {actor.Name}",
        "system" => "The platform itself",
        "contact" => actor.Name.Length > 0 ? $"{actor.Name} (a contact)" : "A contact",
        _ => actor.Name,
    };

    // Secrets read “changed” there, and say nothing of what is.
    private static bool Agrees(JsonObject now, JsonNode? written)
    {
        if (written is not JsonObject fields)
            return false;
        foreach (var (name, value) in fields)
        {
            var there = now[name];
            if (value is JsonObject inner && there is JsonObject part ? !Agrees(part, inner) : !JsonNode.DeepEquals(value, there)
                && value?.ToString() is not ("changed" or "(changed)" or "(cleared)" or "(kept)"))
                return false;
        }

        return true;
    }
}
