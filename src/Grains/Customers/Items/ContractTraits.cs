using Portal.Saving;

namespace Portal.Customers;

/// <summary>What only approving may say of a contract, no other change says.</summary>
internal sealed class ContractTraits : ItemTraits<CustomerContract>
{
    private const int LongestText = 200_000;

    public override ItemKind Kind => ItemKind.Contract;

    public override string Plural => "contracts";

    public override string IdPrefix => "co_";

    public override bool IsForCarriers => true;

    protected override CustomerContract Check(CustomerContract contract, CustomerSettings customer, FieldErrors errors) => contract with
    {
        Name = ItemRules.Name(contract.Name, "name", "Enter the contract's name.", errors),
        Text = TextRules.Lines(contract.Text, "text", LongestText, errors),
        GraceUntil = ItemRules.Moment(contract.GraceUntil, "graceUntil", errors),
    };

    protected override CustomerContract Begin(CustomerContract contract, DateTimeOffset time) =>
        contract with { ApprovedAt = null, ApprovedBy = null };

    protected override CustomerContract Keep(CustomerContract next, CustomerContract now) =>
        next with { ApprovedAt = now.ApprovedAt, ApprovedBy = now.ApprovedBy };

    protected override CustomerContract Move(CustomerContract contract, TimeShift shift) =>
        contract with { GraceUntil = shift.Of(contract.GraceUntil) };

    // What the template's people agreed to, nobody here has agreed to.
    protected override CustomerContract? Copy(CustomerContract contract, CopyTerms terms) =>
        Move(contract, terms.Shift) with { ApprovedAt = null, ApprovedBy = null };

    protected override string?[] Words(CustomerContract contract) => [contract.Name, contract.ApprovedBy];
}
