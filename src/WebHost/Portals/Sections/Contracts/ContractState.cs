using Portal.Customers;

namespace Portal.WebHost.Portals;

internal enum ContractStage
{
    Approved,

    /// <summary>It may wait for ever.</summary>
    Open,

    /// <summary>It has to be approved, and there is time.</summary>
    Grace,

    /// <summary>It closes the other sections.</summary>
    Overdue,
}

/// <summary>Where a contract stands. Pure.</summary>
/// <param name="DaysLeft">Begun days until the grace ends.</param>
internal readonly record struct ContractState(ContractStage Stage, int DaysLeft)
{
    public static ContractState Of(CustomerContract contract, DateTimeOffset now)
    {
        if (contract.ApprovedAt is not null)
            return new(ContractStage.Approved, 0);
        if (!contract.Required || contract.GraceUntil is not { } until)
            return new(ContractStage.Open, 0);
        return until <= now
            ? new(ContractStage.Overdue, 0)
            : new(ContractStage.Grace, (int)Math.Min(int.MaxValue, Math.Ceiling((until - now).TotalDays)));
    }

    /// <summary>In words of the contracts' section.</summary>
    public string Text(TextSet texts) => Stage == ContractStage.Grace ? texts.Count("Grace", DaysLeft) : texts["Stage." + Stage];

    /// <summary>For <see cref="Cell.State"/>.</summary>
    public string Look => Stage switch
    {
        ContractStage.Approved => "good",
        ContractStage.Open => "off",
        ContractStage.Grace => "wait",
        ContractStage.Overdue => "bad",
    };
}
