using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Portal.Audit;
using Portal.Customers;
using Portal.Domains;
using Portal.Mail;
using Portal.Saving;
using Portal.Storage;
using Portal.Tests.Unit.Architecture;
using Portal.WebHost.ControlPanel;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.ControlPanel;

/// <summary>What pages say of who saved, of what is wrong, and of what nobody knows.</summary>
public sealed partial class SaidTests
{
    private static readonly DomainSettings Domain =
        new() { Host = "portal.acme.example", Currencies = ["USD"], Footer = "Theirs", Smtp = new() { Server = "smtp.acme.example" } };

    [Fact]
    public async Task A_conflict_names_whose_change_it_was_and_passes_over_what_was_changed_back_since()
    {
        var trail = new Trail(
            Entry("certificate.renew", "Kim", null),
            Entry("domain.save", "Bob", """{"footer":"Mine"}"""),
            Entry("domain.save", "Ada", """{"footer":"Theirs","smtp":{"password":"(changed)"}}"""));
        var by = await new LastChange(trail).Of(Call, Domain, ["domain."], "domain/portal.acme.example");
        Assert.Equal(("Ada", false), (by!.Who, by.IsMe));
        Assert.Null(await new LastChange(new Trail()).Of(Call, Domain, ["domain."], "domain/portal.acme.example"));
    }

    [Fact]
    public void A_fields_label_in_a_conflict_is_the_one_above_it_in_its_form()
    {
        var labels = from file in Sources.Under("src/WebHost/ControlPanel", "*.razor")
                     from match in Labelled().Matches(string.Join('\n', file.Lines))
                     group match.Groups[2].Value by match.Groups[1].Value;
        foreach (var field in labels.Where(field => FieldLabels.All.Contains(field.Key, StringComparer.Ordinal)))
            Assert.True(
                field.Key.StartsWith("smtp.", StringComparison.Ordinal) || field.Key is "name" or "status" or "role"
                    || field.Contains(FieldLabels.Of(field.Key)),
                $"{field.Key}: {string.Join(", ", field)}");
    }

    [Fact]
    public void Values_in_a_conflict_read_as_words()
    {
        var values = CustomerDocument.Customer.ToForm(new CustomerSettings
        {
            Id = "c_1",
            Name = "Acme",
            Currency = "EUR",
            Status = CustomerStatus.PendingApproval,
            AccessShow = ["cdr", "latest-calls"],
        });
        Assert.Equal("Pending approval", FieldLabels.Shown(values, "status"));
        Assert.Equal("Calls (CDR), Latest calls", FieldLabels.Shown(values, "accessShow"));
    }

    [Fact]
    public void What_cannot_be_read_and_what_cannot_be_right_are_told_at_once_each_field_by_its_first_fault()
    {
        var values = new FormValues().With(
            [new FieldError("channels", "Write a whole number.")],
            [new FieldError("channels", "At most 5."), new FieldError("website", "Write an address.")]);
        Assert.Equal(("Write a whole number.", "Write an address."), (values.Error("channels"), values.Error("website")));
    }

    [Theory]
    [InlineData("?status=foo", false)]
    [InlineData("?status=2", false)]
    [InlineData("?status=penalty", true)]
    [InlineData("?status=pending-approval", true)]
    [InlineData("", true)]
    public void A_status_that_nobody_knows_is_said(string query, bool isKnown)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new QueryString(query);
        var url = ListUrl.Of(context, "/customers", CustomerList.Plan);
        Assert.Equal(
            isKnown ? [] : ["status"],
            CustomerList.Plan.Check(new ListQuery { Filters = url.Filters }).Select(problem => problem.Field));
        context.Request.QueryString = new QueryString(query
            .Replace("status", "state", StringComparison.Ordinal)
            .Replace("penalty", "refused", StringComparison.Ordinal)
            .Replace("pending-approval", "queued", StringComparison.Ordinal));
        var mail = ListUrl.Of(context, "/mail", MailList.Plan);
        Assert.Equal(
            isKnown ? [] : ["state"],
            MailList.Plan.Check(new ListQuery { Filters = mail.Filters }).Select(problem => problem.Field));
    }

    private static StaffCall Call => new(new DefaultHttpContext(), null, null, null);

    private static AuditEntry Entry(string action, string who, string? after) =>
        new(
            Guid.NewGuid().ToString("N"),
            DateTimeOffset.UnixEpoch,
            new Actor("operator", "op_" + who, who),
            action,
            "domain/portal.acme.example",
            null,
            null,
            after);

    [GeneratedRegex("<(?:\\w+Field|Field) (?:Values=\"Values\" )?Name=\"([\\w.]+)\" Label=\"([^\"@]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Labelled();

    private sealed class Trail(params AuditEntry[] entries) : IAuditReader
    {
        public Task<Page<AuditEntry>> List(ListQuery query, string? target, CancellationToken cancellation) =>
            Task.FromResult(new Page<AuditEntry>(entries, null));

        public IAsyncEnumerable<AuditEntry> All(ListQuery query, CancellationToken cancellation) => entries.ToAsyncEnumerable();
    }
}
