using Portal.Platform;
using Portal.Saving;

namespace Portal.Customers;

/// <summary>The rows of one customer as its grain changes them: state first, table after, each operation once.</summary>
internal sealed class CustomerItemChanges(CustomerChanges changes, CustomerItems rows, TimeProvider clock)
{
    private const int LongestApprover = 200;

    /// <summary>The rows that a new customer brings, and what is wrong with them.</summary>
    public static (StoredItem[] Items, IReadOnlyList<FieldError> Errors) Begin(
        CustomerSettings customer, ItemSettings[] items, string operation, DateTimeOffset time)
    {
        var errors = new List<FieldError>();
        var stored = new List<StoredItem>();
        for (var i = 0; i < items.Length; i++)
        {
            var (clean, wrong) = ItemRules.Check(items[i], customer);
            errors.AddRange(wrong.Select(error => error with { Field = $"items[{i}].{error.Field}" }));
            stored.Add(ItemChanges.New(customer.Id, clean, operation, i, time, write: 1));
        }

        return ([.. stored], errors);
    }

    public async Task<SaveResult<ItemView>> Add(ItemSettings settings, Change change)
    {
        if (!changes.Now.Lives || await changes.IsForeign(change))
            return SaveResult<ItemView>.NotFound();
        var (clean, errors) = ItemRules.Check(settings, changes.Now.Settings!);
        (clean, errors) = Keeping.Take(clean, null, change, errors);
        if (errors.Count > 0)
            return SaveResult<ItemView>.Invalid([.. errors]);
        var item = ItemChanges.New(changes.Id, clean, change.OperationId, 0, clock.GetRowTime(), changes.Now.Writes + 1);
        if (await Find(item.Kind, item.Id) is { } there)
            return SaveResult<ItemView>.Saved(there);
        if (changes.Now.RecentOperations.Contains(change.OperationId))
            return SaveResult<ItemView>.NotFound();
        if (clean is CustomerAlert alert
            && AlertLimits.Refuse(alert, await rows.Alerts(changes.Id, CancellationToken.None), changes.Now.Items) is { } full)
            return SaveResult<ItemView>.Invalid(full);
        return await Write("create", null, item, change);
    }

    public async Task<SaveResult<ItemView>> Save(string itemId, ItemSettings settings, Change change)
    {
        var (now, refused) = await Refused(settings.Kind, itemId, change);
        if (refused is not null)
            return refused;
        var (clean, errors) = ItemRules.Check(settings, changes.Now.Settings!);
        (clean, errors) = Keeping.Take(clean, now!.Settings, change, errors);
        return errors.Count > 0
            ? SaveResult<ItemView>.Invalid([.. errors])
            : await Write(
                "save", now, ItemChanges.Changed(now!, ItemChanges.Keep(clean, now!.Settings), change, changes.Now.Writes + 1), change);
    }

    public async Task<SaveResult<ItemView>> Delete(ItemKind kind, string itemId, Change change)
    {
        if (changes.Now.RecentOperations.Contains(change.OperationId)
            && Array.Find(changes.Now.Items, item => item.Kind == kind && item.Id == itemId) is { Removed: true } gone)
            return SaveResult<ItemView>.Saved(gone.ToView(changes.Id));
        var (now, refused) = await Refused(kind, itemId, change);
        return refused ?? await Write(
            "delete", now, ItemChanges.Changed(now!, now!.Settings, change, changes.Now.Writes + 1, removed: true), change);
    }

    public async Task<SaveResult<ItemView>> Approve(string itemId, string approver, Change change)
    {
        var (now, refused) = await Refused(ItemKind.Contract, itemId, change);
        // Whoever comes second finds it approved: the first name stands.
        if (now?.Settings is CustomerContract { ApprovedAt: not null })
            return SaveResult<ItemView>.Saved(now);
        if (refused is not null)
            return refused;
        var contract = (CustomerContract)now!.Settings;
        var errors = new FieldErrors();
        var name = TextRules.Line(approver, "approver", LongestApprover, errors);
        if (name is null)
            errors.Add("approver", "Enter the name of the person who approves.");
        if (errors.All.Count > 0)
            return SaveResult<ItemView>.Invalid([.. errors.All]);
        return await Write(
            "approve",
            now,
            ItemChanges.Changed(now, contract with { ApprovedAt = clock.GetRowTime(), ApprovedBy = name }, change, changes.Now.Writes + 1),
            change);
    }

    private async Task<(ItemView? Now, SaveResult<ItemView>? Refused)> Refused(ItemKind kind, string itemId, Change change)
    {
        if (!changes.Now.Lives || await changes.IsForeign(change) || await Find(kind, itemId) is not { } now)
            return (null, SaveResult<ItemView>.NotFound());
        if (changes.Now.RecentOperations.Contains(change.OperationId))
            return (now, SaveResult<ItemView>.Saved(now));
        return (now, change.ExpectedVersion is { } expected && expected != now.Version ? SaveResult<ItemView>.Conflict(now) : null);
    }

    /// <summary>As the last write left it, whether its table has it yet or not.</summary>
    private async Task<ItemView?> Find(ItemKind kind, string itemId) =>
        Array.Find(changes.Now.Items, item => item.Kind == kind && item.Id == itemId) is { } carried
            ? carried.Removed ? null : carried.ToView(changes.Id)
            : await rows.Find(changes.Id, kind, itemId, CancellationToken.None);

    private async Task<SaveResult<ItemView>> Write(string action, ItemView? before, StoredItem item, Change change)
    {
        var time = clock.GetRowTime();
        var view = item.ToView(changes.Id);
        var audit = await changes.Audit(
            $"{StoredItem.KindName(item.Kind)}.{action}", before?.Settings, item.Removed ? null : view.Settings, change, time);
        var next = ItemChanges.With(changes.Next, item);
        var announced = await changes.Commit(next with
        {
            RecentOperations = RecentOperations.Add(changes.Now.RecentOperations, change.OperationId),
            Audits = [.. next.Audits, audit],
        });
        return SaveResult<ItemView>.Saved(view, announced);
    }
}
