using Portal.Mail;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Says that mail leaves, until a test says otherwise.</summary>
internal sealed class MadeUpMail : IMailReach
{
    public bool CanLeave { get; set; } = true;

    public Task<bool> Leaves(string host, CancellationToken cancellation) => Task.FromResult(CanLeave);
}
