using System.Text;
using CsCheck;
using Portal.Saving;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.Api;

public sealed class StrictJsonTests
{
    private const string Good = """{"host":"a.example","currencies":["USD"],"smtp":{"port":25}}""";

    [Theory]
    [InlineData("", "$")]
    [InlineData("  \n", "$")]
    [InlineData("{", "$")]
    [InlineData("""{"host":""", "$.host")]
    [InlineData("""{"host":"a",}""", "$.host")]
    [InlineData("""{"host":"a"} x""", "$")]
    [InlineData("""{"smtp":{"port":25,"server":"a" "userName":"b"}}""", "$.smtp.server")]
    [InlineData("""{"currencies":["USD",]}""", "$.currencies[0]")]
    [InlineData("""{"currencies":["USD",EUR]}""", "$.currencies[0]")]
    [InlineData("""{"host":"a","host":"b"}""", "$.host")]
    [InlineData("""{"footer":"\ud800"}""", "$.footer")]
    [InlineData("""{"footer":"a\u0000b"}""", "$.footer")]
    [InlineData("""{"look":{"links":[{"text":"a","text":"b"}]}}""", "$.look.links[0].text")]
    [InlineData("""{"host":NaN}""", "$.host")]
    [InlineData("""{host:"a"}""", "$")]
    [InlineData("// note\n{}", "$")]
    [InlineData("{'host':'a'}", "$")]
    public void Says_where_it_can_not_be_read(string json, string path)
    {
        var (_, errors) = StrictJson.Parse(Encoding.UTF8.GetBytes(json));
        Assert.Equal(path, Assert.Single(errors.ByPath).Key);
    }

    [Theory]
    [InlineData("[]", "$")]
    [InlineData("null", "$")]
    [InlineData("7", "$")]
    [InlineData("\"text\"", "$")]
    [InlineData("""{"host":5}""", "$.host")]
    [InlineData("""{"host":null}""", "$.host")]
    [InlineData("""{"host":["a"]}""", "$.host")]
    [InlineData("""{"customerSignUp":"yes"}""", "$.customerSignUp")]
    [InlineData("""{"customerSignUp":null}""", "$.customerSignUp")]
    [InlineData("""{"currencies":"USD"}""", "$.currencies")]
    [InlineData("""{"currencies":["USD",5]}""", "$.currencies[1]")]
    [InlineData("""{"currencies":[null]}""", "$.currencies[0]")]
    [InlineData("""{"smtp":{"port":"587"}}""", "$.smtp.port")]
    [InlineData("""{"smtp":{"port":587.5}}""", "$.smtp.port")]
    [InlineData("""{"smtp":{"port":1e400}}""", "$.smtp.port")]
    [InlineData("""{"smtp":{"prot":587}}""", "$.smtp.prot")]
    [InlineData("""{"smtp":[]}""", "$.smtp")]
    [InlineData("""{"Host":"a"}""", "$.Host")]
    [InlineData("""{"look":{"links":[{"text":"a","href":"b"}]}}""", "$.look.links[0].href")]
    [InlineData("""{"look":{"links":["a"]}}""", "$.look.links[0]")]
    [InlineData("""{"odd name\n":1}""", "$['odd name\uFFFD']")]
    public void Says_which_field_has_a_wrong_type_or_is_unknown(string json, string path)
    {
        var errors = Shape(Encoding.UTF8.GetBytes(json));
        Assert.Equal(path, Assert.Single(errors.ByPath).Key);
    }

    [Fact]
    public void Collects_all_that_is_wrong() =>
        Assert.Equal(["$.host", "$.nope", "$.smtp.port"], Shape("""{"host":1,"nope":2,"smtp":{"port":"x"}}"""u8).ByPath.Keys);

    [Fact]
    public void Takes_what_it_does_not_change() =>
        Assert.False(Shape("""{"host":"a.example","version":"seven","createdAt":null,"smtp":{"hasPassword":true}}"""u8).Any);

    [Fact]
    public void Refuses_what_is_nested_too_deeply() =>
        Assert.True(StrictJson.Parse(Encoding.UTF8.GetBytes(new string('[', 100_000))).Errors.Any);

    [Fact]
    public void Never_answers_more_than_a_hundred_fields() =>
        Assert.Equal(
            100,
            Shape(Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"f{i}\":1")) + "}")).ByPath.Count);

    [Fact]
    public void Never_throws_whatever_bytes_come() => Gen.Byte.Array[0, 200].Sample(bytes => { Read(bytes); }, iter: 20_000);

    [Fact]
    public void Never_throws_when_a_good_document_is_broken()
    {
        var good = Encoding.UTF8.GetBytes(Good);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample(
            (at, value, length) =>
            {
                var broken = good.ToArray();
                broken[at] = value;
                Read(broken.AsSpan(0, length));
            },
            iter: 20_000);
    }

    private static ShapeErrors Shape(ReadOnlySpan<byte> json)
    {
        var (root, errors) = StrictJson.Parse(json);
        Assert.False(errors.Any);
        DomainDocument.Domain.Shape.Check(root, "$", errors);
        return errors;
    }

    private static void Read(ReadOnlySpan<byte> json)
    {
        var (root, errors) = StrictJson.Parse(json);
        if (errors.Any)
            return;
        DomainDocument.Domain.Shape.Check(root, "$", errors);
        if (!errors.Any)
            DomainDocument.Domain.FromJson(root, new List<FieldError>());
    }
}
