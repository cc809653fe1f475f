using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.WebHost.Documents;

namespace Portal.Tests.Unit.Api;

public sealed class MergePatchTests
{
    // RFC 7396, appendix A.
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""["a","b"]""", """["c","d"]""", """["c","d"]""")]
    [InlineData("""{"a":"b"}""", """["c"]""", """["c"]""")]
    [InlineData("""{"a":"foo"}""", "null", "null")]
    [InlineData("""{"a":"foo"}""", "\"bar\"", "\"bar\"")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("""[1,2]""", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void Merges_as_the_rfc_does(string target, string patch, string result)
    {
        var merged = MergePatch.Apply(JsonNode.Parse(target), JsonElement.Parse(patch));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(result), merged), merged?.ToJsonString() ?? "null");
    }

    [Fact]
    public void Null_for_a_write_only_field_clears_it_instead_of_keeping_it()
    {
        var patch = JsonElement.Parse("""{"smtp":{"password":null,"userName":null}}""");
        var merged = MergePatch.Apply(JsonNode.Parse("""{"smtp":{"server":"a.example","userName":"u"}}"""), patch);
        DomainDocument.Domain.Shape.RestoreClearing(patch, merged);
        Assert.Equal("""{"smtp":{"server":"a.example","password":null}}""", merged!.ToJsonString());
    }
}
