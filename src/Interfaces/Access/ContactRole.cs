namespace Portal.Access;

/// <summary>What a contact may do of what its customer may: never more than the customer's sections.</summary>
[GenerateSerializer]
public enum ContactRole
{
    /// <summary>Everything that the customer has, its people included.</summary>
    All,

    /// <summary>Money and papers.</summary>
    Billing,

    /// <summary>Calls and their set-up.</summary>
    Technical,

    /// <summary>Everything to read, nothing to change.</summary>
    ReadOnly,
}
