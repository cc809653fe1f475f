using CsCheck;
using Portal.Brands;

namespace Portal.Tests.Unit.Brands;

public sealed class TenantScriptTests
{
    private static TenantScript Read(string? text)
    {
        var script = TenantScript.Parse(text, out var errors);
        Assert.Empty(errors);
        return script;
    }

    private static string Refused(string text)
    {
        TenantScript.Parse(text, out var errors);
        return Assert.Single(errors);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("<script></script>")]
    public void Nothing_is_no_script(string? text) => Assert.Empty(Read(text).Parts);

    [Fact]
    public void Raw_code_is_one_block_as_it_was_written()
    {
        const string code = "if (1 < 2) document.title = '</script><b>';\n";
        var part = Assert.Single(Read(code).Parts);
        Assert.Equal(code, part.Code);
        Assert.Null(part.Source);
    }

    [Fact]
    public void A_file_keeps_its_attributes()
    {
        var part = Assert.Single(Read("""
            <script SRC="https://cdn.example/chat.js?v=1&amp;k=2" async DEFER crossorigin="anonymous" id="chat"
              integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC" data-key="a&quot;b" type="text/javascript"></script>
            """).Parts);
        Assert.Equal("https://cdn.example/chat.js?v=1&k=2", part.Source);
        Assert.Null(part.Code);
        Assert.Equal(["async", "crossorigin", "data-key", "defer", "id", "integrity"], part.Attributes.Keys);
        Assert.Equal("a\"b", part.Attributes["data-key"]);
    }

    [Fact]
    public void Files_and_blocks_keep_their_order()
    {
        var script = Read("""
            <!-- chat -->
            <script>var a = "<b>" && 1 < 2;</script>
            <script src="https://one.example/x.js"></script>
            <script type="module">import "https://two.example/y.js";</script>
            <script src="https://one.example/x.js"></script>
            """);
        Assert.Equal(
            ["var a = \"<b>\" && 1 < 2;", "https://one.example/x.js", "import \"https://two.example/y.js\";", "https://one.example/x.js"],
            script.Parts.Select(p => p.Source ?? p.Code));
        Assert.Equal(["https://one.example/x.js"], script.Sources);
        Assert.True(script.Parts[2].IsModule);
        Assert.False(script.Parts[0].IsModule);
    }

    [Theory]
    [InlineData("<script src=\"http://cdn.example/x.js\"></script>", "https")]
    [InlineData("<script src=\"//cdn.example/x.js\"></script>", "“https:”")]
    [InlineData("<script src=\"/x.js\"></script>", "https")]
    [InlineData("<script src></script>", "https")]
    [InlineData("<script src=\"javascript:alert(1)\"></script>", "https")]
    [InlineData("<script src=\"data:text/javascript,1\"></script>", "https")]
    [InlineData("<script src=\"https://user:pass@cdn.example/x.js\"></script>", "https")]
    [InlineData("<script src=\"https://a.example/x.js\" onload=\"go()\"></script>", "onload")]
    [InlineData("<script src=\"https://a.example/x.js\">go()</script>", "both")]
    [InlineData("<script src=\"https://a.example/x.js\" integrity=\"md5-x\"></script>", "integrity")]
    [InlineData("<script src=\"https://a.example/x.js\" crossorigin=\"yes\"></script>", "crossorigin")]
    [InlineData("<script type=\"application/json\">{}</script>", "application/json")]
    [InlineData("<script>go()", "</script>")]
    [InlineData("<script>go()</script><iframe src=\"https://a.example\"></iframe>", "<iframe>")]
    [InlineData("<img src=x onerror=\"go()\">", "<img>")]
    [InlineData("<style>a{}</style>", "CSS field")]
    [InlineData("<div id=\"chat-box\"></div><script>go()</script>", "document.createElement(\"div\"), { id: \"chat-box\" }")]
    [InlineData("<script>go()</script> go()", "outside")]
    [InlineData("<!-- nothing -->", "no <script>")]
    [InlineData("go();\n<script src=\"https://a.example/x.js\"></script>", "are mixed")]
    public void Says_what_can_not_be(string text, string part) => Assert.Contains(part, Refused(text));

    [Fact]
    public void Harmless_attributes_are_taken_and_what_means_nothing_is_dropped()
    {
        var script = Read("""
            <script async="true" nonce="abc" class="x" fetchpriority="low" widget-id="7" chat="true" src="https://cdn.example/x.js"></script>
            <script async defer nonce="abc" crossorigin class="x">go()</script>
            """);
        Assert.Equal(["async", "chat", "class", "fetchpriority", "widget-id"], script.Parts[0].Attributes.Keys);
        Assert.Equal(["class"], script.Parts[1].Attributes.Keys);
    }

    [Fact]
    public void What_is_for_browsers_without_scripts_is_taken_and_left_out()
    {
        var script = Read("""
            <script>go()</script>
            <noscript><iframe src="https://www.googletagmanager.com/ns.html?id=GTM-X" height="0" width="0"></iframe></noscript>
            <noscript><p><img src="//matomo.example/matomo.php?idsite=1" alt=""></p><script>never()</script></noscript>
            """);
        Assert.Equal("go()", Assert.Single(script.Parts).Code);
    }

    [Fact]
    public void Never_throws() =>
        Gen.OneOf(Gen.String, Gen.Char["<>/!-=\"' \nscriptdataonhttps:\0"].Array[0, 80].Select(c => "<script" + new string(c))).Sample(
        text => TenantScript.Parse(text, out _).Parts.All(p => p.Source is null != p.Code is null), iter: 3_000);
}
