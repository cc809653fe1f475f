using Portal.Credentials;
using Portal.Saving;
using Portal.Secrets;

namespace Portal.People;

/// <summary>What the parts of a person's grain work with.</summary>
internal sealed record PersonTools(
    PasswordHashes Passwords,
    ISecrets Secrets,
    IFollowUp<PersonState> FollowUp,
    PersonCustomers Customers,
    EmailHolds Holds,
    SavingParts Saving,
    TimeProvider Clock);
