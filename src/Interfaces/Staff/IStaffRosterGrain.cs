using Portal.Saving;

namespace Portal.Staff;

/// <summary>
/// What concerns the staff as a whole: who joins, who leaves, who may do what. Key: 0. Changes pass here one at a time,
/// so that two owners who remove each other at once leave one of them.
/// </summary>
[Alias("portal.IStaffRosterGrain")]
public interface IStaffRosterGrain : IGrainWithIntegerKey
{
    /// <summary>Invalid at <c>email</c>, <c>name</c>, <c>brands[n]</c>; Exists at <c>email</c>.</summary>
    [Alias("Invite")]
    Task<SaveResult<OperatorView>> Invite(OperatorSettings settings, string tokenHash, Change change);

    /// <summary>InUse at <c>role</c> when nobody would be owner any more.</summary>
    [Alias("Save")]
    Task<SaveResult<OperatorView>> Save(string email, OperatorSettings settings, Change change);

    /// <summary>InUse at <c>role</c> when nobody would be owner any more.</summary>
    [Alias("Remove")]
    Task<SaveResult<OperatorView>> Remove(string email, Change change);
}
