using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Portal.Saving;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.ControlPanel;

public sealed class DomainFieldsTests
{
    [Fact]
    public void Columns_come_in_the_order_of_their_numbers()
    {
        var values = Form(
            ("cdrColumns", ["callTime", "source", "charge"]),
            ("cdrColumns.order.callTime", ["3"]),
            ("cdrColumns.order.source", ["1"]),
            ("cdrColumns.order.charge", ["2"]));
        Assert.Equal(["source", "charge", "callTime"], Picked.Read(values, "cdrColumns"));
    }

    [Fact]
    public void A_port_that_is_no_number_is_told_at_its_field()
    {
        var errors = new List<FieldError>();
        DomainDocument.Domain.FromForm(Form(("smtp.server", ["a.example"]), ("smtp.port", ["twenty"])), errors);
        Assert.Equal("smtp.port", Assert.Single(errors).Field);
    }

    [Fact]
    public void An_empty_password_keeps_the_stored_one_and_a_tick_clears_it()
    {
        Assert.True(DomainDocument.Domain.FromForm(Form(("smtp.server", ["a.example"]), ("smtp.password", [""])), []).Smtp!.Password.Keeps);
        var clears = Form(("smtp.server", ["a.example"]), ("smtp.password.clear", ["true"]));
        Assert.Equal(SecretInput.Clear, DomainDocument.Domain.FromForm(clears, []).Smtp!.Password);
    }

    [Fact]
    public void Errors_of_a_lists_items_stand_at_the_list()
    {
        var values = new FormValues().With([new FieldError("currencies[1]", "No such currency."), new FieldError("host", "Taken.")]);
        Assert.Equal("No such currency.", values.Error("currencies"));
        Assert.Equal("Taken.", values.Error("host"));
    }

    private static FormValues Form(params (string Name, string[] Values)[] fields) =>
        FormValues.From(new FormCollection(fields.ToDictionary(f => f.Name, f => new StringValues(f.Values))));
}
