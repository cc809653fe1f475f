using System.Text;
using Portal.Saving;

namespace Portal.Calls;

/// <summary>
/// What is done with mappings, whoever asks by whichever face (ADR 0055). They are the operator's: resellers send calls by them, and read
/// none.
/// </summary>
internal sealed class MappingDesk(IGrainFactory grains, MappingDirectory mappings, MappingTrial trial, DecidedChange decided)
{
    public const string Reading = CallDesk.Reading;
    public const string Writing = CallIntakeDesk.Writing;

    public static bool MayRead(Caller caller) => caller.Rights.CanSee(null);

    public static bool MayChange(Caller caller) => caller.Rights.CanChange(null);

    /// <summary>Before it is looked at what is asked for. Null: go on.</summary>
    public static DeskAnswer<MappingView>? Refuse(Caller caller, bool changes) =>
        caller.Lacks(changes ? Writing : Reading) ? DeskAnswer<MappingView>.Lacks(changes ? Writing : Reading)
        : (changes ? MayChange(caller) : MayRead(caller)) ? null
        : DeskAnswer<MappingView>.Forbidden();

    /// <summary>All; nothing for who may not read them.</summary>
    public async Task<IReadOnlyList<MappingView>> All(Caller caller, CancellationToken cancellation) =>
        Refuse(caller, changes: false) is null ? await mappings.All(cancellation) : [];

    public async Task<DeskAnswer<MappingView>> Find(Caller caller, string name, CancellationToken cancellation) =>
        Refuse(caller, changes: false) ?? await Find(name, cancellation);

    public async Task<DeskAnswer<MappingView>> FindToChange(Caller caller, string name, CancellationToken cancellation) =>
        Refuse(caller, changes: true)
            ?? (ReadyMappings.Find(name) is null
                ? await Find(name, cancellation)
                : DeskAnswer<MappingView>.InTheWay($"“{name}” came with the program and can't be changed. Copy it under another name."));

    /// <summary>Makes it; with the version of the change, or of what is there for <see cref="Save"/>, changes it.</summary>
    /// <param name="unread">What the face couldn't read: it is told together with what the rules say.</param>
    public async Task<DeskAnswer<MappingView>> Create(
        Caller caller, MappingSettings settings, IReadOnlyCollection<FieldError> unread, Change change, CancellationToken cancellation)
    {
        if (Refuse(caller, changes: true) is { } refused)
            return refused;
        if (Wrong(settings, unread) is { } wrong)
            return wrong;
        return await mappings.Count(cancellation) >= MappingDirectory.Most
            ? DeskAnswer<MappingView>.InTheWay($"There are {MappingDirectory.Most} mappings already. Delete one first.")
            : DeskAnswer<MappingView>.Of(await Grain(settings.Name).Put(settings, caller.Own(change) with { ExpectedVersion = null }));
    }

    /// <inheritdoc cref="Create"/>
    public Task<DeskAnswer<MappingView>> Save(
        Caller caller, MappingSettings settings, IReadOnlyCollection<FieldError> unread, Change change, CancellationToken cancellation) =>
        decided.Make(caller, () => FindToChange(caller, settings.Name, cancellation), Version, change, async (_, exact) =>
            Wrong(settings, unread) ?? DeskAnswer<MappingView>.Of(await Grain(settings.Name).Put(settings, exact)));

    public Task<DeskAnswer<MappingView>> Delete(Caller caller, string name, Change change, CancellationToken cancellation) => decided.Make(
        caller,
        () => FindToChange(caller, name, cancellation),
        Version,
        change,
        async (_, exact) => DeskAnswer<MappingView>.Of(await Grain(name).Delete(exact)));

    /// <summary>What calls a sample would give; nothing is stored.</summary>
    /// <param name="settings">Also such as aren't saved.</param>
    public async Task<DeskAnswer<Trial>> Try(
        Caller caller,
        MappingSettings settings,
        IReadOnlyCollection<FieldError> unread,
        string sample,
        CancellationToken cancellation)
    {
        if (Refuse(caller, changes: false) is { } refused)
            return refused.Refusing<Trial>();
        var isReady = ReadyMappings.Find(settings.Name) is not null;
        if (Wrong(isReady ? settings with { Name = "copy" } : settings, unread) is { } wrong)
            return wrong.Refusing<Trial>();
        if (Encoding.UTF8.GetByteCount(sample) > MappingTrial.Largest)
        {
            return DeskAnswer<Trial>.Invalid(
                [new("sample", $"A sample has at most {MappingTrial.Largest / 1024} KiB. Send a few records.")]);
        }
        var (mapping, unknown) = CallMapping.Of(settings);
        return mapping is null
            ? DeskAnswer<Trial>.Impossible(unknown!)
            : DeskAnswer<Trial>.Done(await trial.Run(mapping, sample, cancellation));
    }

    private async Task<DeskAnswer<MappingView>> Find(string name, CancellationToken cancellation)
    {
        // The read model vouches for the name; what it says may be a moment behind.
        var found = await mappings.Find(name, cancellation);
        return DeskAnswer<MappingView>.Found(found is null or { ReadyMade: true } ? found : await Grain(name).Get());
    }

    private IMappingGrain Grain(string name) => grains.GetGrain<IMappingGrain>(name);

    private static DeskAnswer<MappingView>? Wrong(MappingSettings settings, IReadOnlyCollection<FieldError> unread)
    {
        var errors = FieldErrors.Join(unread, MappingRules.Check(settings).Errors);
        return errors.Count > 0 ? DeskAnswer<MappingView>.Invalid(errors) : null;
    }

    private static long Version(MappingView view) => view.Version;
}
