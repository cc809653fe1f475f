using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Portal.Brands;
using Portal.Domains;
using Portal.Saving;
using Portal.Storage;
using Portal.WebHost.ControlPanel;

namespace Portal.Tests.Unit.ControlPanel;

public sealed class DomainFieldsTests
{
    private static readonly DomainSettings Full = new()
    {
        Host = "portal.acme.example",
        Brand = "acme",
        BrandName = "Acme",
        CustomerSignUp = true,
        SignUpPolicy = SignUpPolicy.Approval,
        TemplateCustomer = "c_1",
        Currencies = ["USD", "EUR"],
        Flags = [DomainFlag.NoIndex, DomainFlag.RememberMe],
        Access = ["dashboard", "cdr"],
        BreakoutColumns = ["charge", "asr", "attempts"],
        CdrColumns = ["charge", "callTime"],
        JavaScript = "a();\nb();",
        Css = "a{}",
        Logo = "acme.png",
        Footer = "Text",
        Look = new LookSettings { PrimaryColor = "#0a7cff", Favicon = "f.png", LogoDark = "d.png", TitlePattern = "{page}", Languages = ["en", "de"], SupportEmail = "a@b.example", Links = [new("Terms | more", "https://a.example/")] },
        Smtp = new SmtpSettings { Server = "smtp.acme.example", Port = 465, Security = SmtpSecurity.Tls, UserName = "u", From = "a@b.example", ReplyTo = "c@d.example" },
        Status = DomainStatus.Enabled,
    };

    [Fact]
    public void A_form_that_is_sent_as_it_was_shown_changes_nothing()
    {
        var errors = new List<FieldError>();
        var read = DomainFields.Read(DomainFields.Write(Full), Full.Host, errors);
        Assert.Empty(errors);
        Assert.Equal(PortalJson.Write(Full), PortalJson.Write(read));
    }

    [Fact]
    public void Columns_come_in_the_order_of_their_numbers()
    {
        var values = Form(("cdrColumns", ["callTime", "source", "charge"]), ("cdrColumns.order.callTime", ["3"]), ("cdrColumns.order.source", ["1"]), ("cdrColumns.order.charge", ["2"]));
        Assert.Equal(["source", "charge", "callTime"], Picked.Read(values, "cdrColumns"));
    }

    [Fact]
    public void A_port_that_is_no_number_is_told_at_its_field()
    {
        var errors = new List<FieldError>();
        DomainFields.Read(Form(("smtp.server", ["a.example"]), ("smtp.port", ["twenty"])), "a.example", errors);
        Assert.Equal("smtp.port", Assert.Single(errors).Field);
    }

    [Fact]
    public void An_empty_password_keeps_the_stored_one_and_a_tick_clears_it()
    {
        Assert.True(SharedFields.ReadSmtp(Form(("smtp.server", ["a.example"]), ("smtp.password", [""])), [])!.Password.Keeps);
        Assert.Equal(SecretInput.Clear, SharedFields.ReadSmtp(Form(("smtp.server", ["a.example"]), ("smtp.password.clear", ["true"])), [])!.Password);
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
