using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.ControlPanel;

/// <summary>Gathers what the page of sums over calls shows.</summary>
internal sealed class SumsPages(CallDesk desk, CustomerFilter customers, CallProof proof, TimeProvider clock)
{
    public const string Path = "/breakout";

    /// <summary>What lines can stand for, with what that is called.</summary>
    public static readonly (string Name, BreakoutGroup Group, string Text)[] Groups =
    [
        ("destination", BreakoutGroup.Destination, "Destination"),
        ("prefix", BreakoutGroup.Prefix, "Prefix"),
        ("day", BreakoutGroup.Day, "Day"),
        ("hour", BreakoutGroup.Hour, "Hour"),
        ("customer", BreakoutGroup.Customer, "Customer"),
        ("domain", BreakoutGroup.Domain, "Domain"),
        ("brand", BreakoutGroup.Brand, "Brand"),
    ];

    public async Task<DeskAnswer<SumsModel>> Read(StaffCall call)
    {
        var errors = new List<FieldError>();
        var url = CallUrls.Read(call.Context, Path, CallUrls.Breakout);
        var range = ShownRange.Read(url, clock.GetUtcNow(), errors);
        var (own, customer) = await customers.Read(call, url, errors);
        var group = Array.FindIndex(Groups, one => one.Name == (url.Filter("group") ?? Groups[0].Name));
        if (group < 0)
        {
            var known = string.Join(", ", Groups.Select(one => one.Name));
            errors.Add(new("group", $"There is no “{url.Filter("group")}” here. Allowed: {known}."));
        }

        var model = new SumsModel
        {
            Call = call,
            Url = own,
            Range = range,
            Customer = customer,
            Problems = errors,
            Group = Groups[Math.Max(group, 0)].Group,
        };
        if (errors.Count > 0 || range.Asked is not { } asked)
            return DeskAnswer<SumsModel>.Done(model);
        var quarters = asked.OnQuarters();
        var query = new BreakoutQuery(quarters.From, quarters.To)
        {
            Customer = customer?.Id,
            Group = model.Group,
            Zone = asked.Zone,
        };
        var answer = await desk.Breakout(call.Caller, query, call.Aborted);
        return answer is { IsDone: true, Value.Problem: { } gone }
            ? DeskAnswer<SumsModel>.Done(model with { Problems = [gone] })
            : answer.IsDone
            ? DeskAnswer<SumsModel>.Done(model with
            {
                Query = query,
                Found = answer.Value,
                VerifiedAt = await proof.VerifiedAt(query.From, query.To, call.Aborted),
            })
            : answer.Refusing<SumsModel>();
    }
}
