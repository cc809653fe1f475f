using Portal.Saving;

namespace Portal.Staff;

/// <summary>
/// Which step of the first start is open. Numbers are what travels: the order of the steps is
/// <see cref="SetupStages.InOrder"/>.
/// </summary>
[GenerateSerializer]
public enum SetupStage
{
    Account = 0,
    Platform = 1,
    Mail = 4,
    Domain = 2,
    Done = 3,
}

/// <summary>The steps of the first start as they follow each other.</summary>
public static class SetupStages
{
    public static readonly SetupStage[] InOrder =
        [SetupStage.Account, SetupStage.Platform, SetupStage.Mail, SetupStage.Domain, SetupStage.Done];

    public static bool IsBefore(this SetupStage stage, SetupStage other) => Array.IndexOf(InOrder, stage) < Array.IndexOf(InOrder, other);
}

/// <summary>The first start: a link that works once, then the steps of <see cref="SetupStage"/>. Key: 0.</summary>
[Alias("portal.IStaffSetupGrain")]
public interface IStaffSetupGrain : IGrainWithIntegerKey
{
    [Alias("Stage")]
    Task<SetupStage> Stage();

    /// <summary>Adds the hash of a new link's token. False: there is staff already, no link is needed.</summary>
    [Alias("Offer")]
    Task<bool> Offer(string tokenHash);

    /// <summary>Whether a link with this hash still works.</summary>
    [Alias("Accepts")]
    Task<bool> Accepts(string tokenHash);

    /// <summary>
    /// Makes the first account, an owner's, and ends every link. <see cref="SaveOutcome.NotFound"/>: the link doesn't work (any
    /// more).
    /// </summary>
    [Alias("CreateFirst")]
    Task<SaveResult<OperatorView>> CreateFirst(string tokenHash, OperatorSettings settings, string password, Change change);

    /// <summary>Makes the first account from settings, unless there is or was one; answers whether it did.</summary>
    [Alias("Seed")]
    Task<SaveResult<OperatorView>?> Seed(OperatorSettings settings, string password);

    /// <summary>Goes on to a step, never back.</summary>
    [Alias("Reach")]
    Task Reach(SetupStage stage);
}
