using Portal.Certificates;

namespace Portal.Tests.Unit.Certificates;

public sealed class PemTextTests : IDisposable
{
    private const string Host = "portal.acme.example";
    private readonly MadeCertificate root = MadeCertificate.Authority("Root");
    private readonly MadeCertificate own;

    public PemTextTests() => own = MadeCertificate.Leaf(Host, root);

    public void Dispose()
    {
        root.Dispose();
        own.Dispose();
    }

    public static TheoryData<string, string> Spellings => new()
    {
        { "a mark at the start", "\uFEFF{0}\n{1}" },
        { "a mark at each file's start", "\uFEFF{0}\n\uFEFF{1}" },
        { "glued", "{0}{1}" },
        { "glued with a space", "{0}  {1}" },
        { "a comment before", "subject=CN = Müller – Straße\n{0}\nissuer=Größe\n{1}" },
        { "blanks around", "\n\n  \n{0}\n\n\n{1}\n\n" },
    };

    [Theory, MemberData(nameof(Spellings))]
    public void Is_read_however_it_was_put_together(string what, string shape)
    {
        Assert.NotEmpty(what);
        foreach (var end in new[] { "\n", "\r\n", "\r" })
        {
            var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, own.Pem, root.Pem).ReplaceLineEndings(end);
            var (uploaded, errors) = UploadCheck.Check(Host, text, "\uFEFF" + own.KeyPem.ReplaceLineEndings(end), MadeCertificate.Now, []);
            Assert.Empty(errors);
            // Its root was there too: without it the chain would be told to lack one.
            Assert.Empty(uploaded!.Warnings);
        }
    }

    [Fact]
    public void Certificate_and_key_glued_in_one_text_are_both_read()
    {
        var both = own.Pem + own.KeyPem + root.Pem;
        Assert.Empty(UploadCheck.Check(Host, both, both, MadeCertificate.Now, []).Errors);
    }

    [Theory]
    [InlineData("\u00A0", "no-break space (U+00A0)")]
    [InlineData("\u202F", "no-break space (U+202F)")]
    [InlineData("\u200B", "invisible character (U+200B)")]
    [InlineData("\u2014", "dash instead of hyphens (U+2014)")]
    [InlineData("\u2003", "unusual space (U+2003)")]
    [InlineData("é", "character that isn't allowed in PEM (U+00E9)")]
    public void What_a_mail_program_put_in_is_named_with_its_line(string strange, string name)
    {
        foreach (var at in new[] { own.Pem.IndexOf("CERTIFICATE", StringComparison.Ordinal), own.Pem.IndexOf('\n', StringComparison.Ordinal) + 5 })
        {
            var reason = Reason("certificate", own.Pem.Insert(at, strange), own.KeyPem);
            Assert.Contains(name, reason, StringComparison.Ordinal);
            Assert.Contains(at < 20 ? "Line 1" : "Line 2", reason, StringComparison.Ordinal);
        }

        Assert.Contains(name, Reason("privateKey", own.Pem, own.KeyPem.Insert(40, strange)), StringComparison.Ordinal);
    }

    [Fact]
    public void Line_breaks_that_a_program_wrote_as_two_characters_are_named()
    {
        Assert.Contains(
            @"the two characters \n",
            Reason("certificate", own.Pem.ReplaceLineEndings(@"\n"), own.KeyPem),
            StringComparison.Ordinal);
        Assert.Contains(
            @"the two characters \n",
            Reason("privateKey", own.Pem, own.KeyPem.ReplaceLineEndings(@"\n")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_settings_file_of_glued_roots_is_read_whole()
    {
        using var other = MadeCertificate.Authority("Other");
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "\uFEFF" + root.Pem + "\uFEFF" + other.Pem);
            Assert.Equal(2, PemText.ReadFile(file).Count);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Reason(string field, string certificate, string key)
    {
        var error = Assert.Single(UploadCheck.Check(Host, certificate, key, MadeCertificate.Now, []).Errors);
        Assert.Equal(field, error.Field);
        return error.Reason;
    }
}
