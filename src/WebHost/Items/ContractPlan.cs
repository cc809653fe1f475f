using Portal.Customers;
using static Portal.WebHost.Items.ItemFieldsOf<Portal.Customers.CustomerContract>;

namespace Portal.WebHost.Items;

internal sealed class ContractPlan : ItemPlan<CustomerContract>
{
    private const int LinesOfText = 14;

    public override ItemKind Kind => ItemKind.Contract;

    public override string Title => "Contracts";

    public override string One => "contract";

    public override string Empty => "A text to agree to. A required contract past its grace period closes the rest of the portal "
        + "until it is approved.";

    internal override ItemSettings New() => Absent("") with { Required = true };

    protected override CustomerContract Absent(string currency) => new() { Name = "" };

    protected override ItemField<CustomerContract>[] Describe() =>
    [
        Name("name", "Name", c => c.Name, (c, text) => c with { Name = text }),
        Area("text", "Text", c => c.Text, (c, text) => c with { Text = text }) with { Rows = LinesOfText },
        Check("required", "Required", c => c.Required, (c, on) => c with { Required = on }) with
        {
            Description = "Past its grace period, and not approved, it closes the other sections.",
        },
        Time("graceUntil", "Grace until (UTC)", c => c.GraceUntil, (c, time) => c with { GraceUntil = time }) with
        {
            Help = "A required contract may wait until then. Empty: for ever.",
            Description = "null: it may wait for ever.",
        },
    ];

    protected override Field<CustomerContract, ItemView>[] Recorded() =>
    [
        FieldsOf<CustomerContract, ItemView>.Shown(
            "approvedAt", Times.Shape with { Nullable = true }, item => Times.Text(((CustomerContract)item.Settings).ApprovedAt)),
        FieldsOf<CustomerContract, ItemView>.Shown(
            "approvedBy",
            Spellings.Optional with { Description = "The name that the approver typed." },
            item => ((CustomerContract)item.Settings).ApprovedBy),
    ];

    protected override ItemColumn<CustomerContract>[] List() =>
    [
        new("name", "Name", c => c.Name),
        new("state", "State", (c, _, now) => State(c, now)),
        new("required", "Required", c => c.Required ? "Required" : "Free"),
        new("graceUntil", "Grace until", c => ItemCell.Of(c.GraceUntil)),
        new("approvedBy", "Approved by", c => c.ApprovedBy),
    ];

    private static ItemCell State(CustomerContract contract, DateTimeOffset now) =>
        contract.ApprovedAt is not null ? new("Approved", Kind: "good")
        : contract is { Required: true, GraceUntil: { } until } && until <= now ? new("Overdue: closes the portal", Kind: "bad")
        : new("Waiting for approval", Kind: "wait");
}
