using Portal.Brands;
using Portal.Saving;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Brands;

public sealed class ScriptSourcesTests
{
    public static TheoryData<string, string, string> Bootstraps => Snippets.All;

    [Theory]
    [MemberData(nameof(Bootstraps))]
    public void A_snippet_that_is_a_bootstrap_block_alone_may_load_its_widget(string maker, string origin, string snippet)
    {
        var script = TenantScript.Parse(snippet, out var errors);
        Assert.Empty(errors);
        Assert.False(script.HasExternal, maker);
        Assert.True(script.LoadsOthers, maker);
        Assert.Contains(origin, script.Parts.SelectMany(part => ScriptReach.Of(part.Code!, false).Origins));
        Assert.Contains("'strict-dynamic'", ContentPolicy.Write(ScriptPlan.Make(script)), StringComparison.Ordinal);
        Assert.Empty(PolicyAdvice.Of(snippet, null, ScriptSources.Detect));
    }

    [Theory]
    [MemberData(nameof(Bootstraps))]
    public void Raw_code_of_it_may_too_and_own_means_own(string maker, string origin, string snippet)
    {
        var code = string.Join('\n', TenantScript.Parse(snippet).Parts.Select(part => part.Code));
        Assert.True(TenantScript.Parse(code).LoadsOthers, maker);
        var own = TenantScript.Parse(code) with { Mode = ScriptSources.Own };
        Assert.False(own.LoadsOthers);
        Assert.DoesNotContain("strict-dynamic", ContentPolicy.Write(ScriptPlan.Make(own)), StringComparison.Ordinal);
        Assert.Contains(origin, Assert.Single(PolicyAdvice.Of(code, null, ScriptSources.Own)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("document.title = 'Hello';", false)]
    [InlineData("// https://example.com is where this is from\ndocument.createElement('script');", false)]
    [InlineData("document.createElement('div').innerHTML = '<a href=\"https://acme.example\">Acme</a>';", false)]
    [InlineData("location.href = 'https://acme.example/';", false)]
    [InlineData("import('https://cdn.example/x.js');", true)]
    [InlineData("const s = document.createElement(`script`); s.src = `https://cdn.example/${id}.js`;", false)]
    [InlineData("const s = document.createElement('script'); s.src = `https://cdn.example/${id}.js`;", true)]
    [InlineData("document.createElement('SCRIPT').src = '//cdn.example/x.js'; oops(", true)]
    public void Other_code_loads_from_others_only_where_it_says_so(string code, bool loads) =>
        Assert.Equal(loads, TenantScript.Parse(code).LoadsOthers);

    [Fact]
    public void Any_lets_everything_load_from_anywhere() =>
        Assert.True((TenantScript.Parse("go()") with { Mode = ScriptSources.Any }).LoadsOthers);

    [Fact]
    public void Where_only_own_scripts_may_be_others_files_are_left_out()
    {
        var plan = ScriptPlan.Make(
            TenantScript.Parse(
                "<script src=\"https://cdn.example/x.js\"></script><script>go()</script>") with
            { Mode = ScriptSources.Own });
        Assert.DoesNotContain("cdn.example", plan.Markup, StringComparison.Ordinal);
        Assert.Single(plan.Assets);
        Assert.Contains(
            "“own”",
            Assert.Single(Script("<script src=\"https://cdn.example/x.js\"></script>", ScriptSources.Own)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("foo(", "line 1, column 5")]
    [InlineData("let a = 1;\nlet a = 2;", "line 2")]
    [InlineData("<script>good()</script><script>b ad</script>", "Script 2")]
    [InlineData("import 'https://cdn.example/x.js';", "outside a module")]
    public void Javascript_that_doesnt_parse_is_told(string code, string words) =>
        Assert.Contains(words, Assert.Single(Script(code)), StringComparison.Ordinal);

    [Theory]
    [InlineData("(async () => {a.b ??= c?.d ?? 1_000n; class A { #x = 1; static { } } for await (const x of y) {}})()")]
    [InlineData("<script type=\"module\">import x from 'https://cdn.example/x.js'; await x();</script>")]
    [InlineData("<script><!-- hidden from old browsers\ngo();\n//--></script>")]
    [InlineData("(() => {using x = y(); @dec class B { accessor z = 1 }})()")]
    public void Javascript_that_browsers_read_is_taken(string code) => Assert.Empty(Script(code));

    [Fact]
    public void Nesting_without_end_is_told_and_ends_nothing() =>
        Assert.Contains("too deeply", Assert.Single(Script(new string('(', 100_000))), StringComparison.Ordinal);

    [Theory]
    [InlineData("@import url(\"https://fonts.example/css?family=Inter\");\nbody{}", "https://fonts.example/css?family=Inter")]
    [InlineData("@IMPORT '//fonts.example/a.css' screen;", "//fonts.example/a.css")]
    public void An_import_that_will_be_blocked_is_told(string css, string url) =>
        Assert.Contains(url, Assert.Single(Css(css)), StringComparison.Ordinal);

    [Theory]
    [InlineData("/* @import url(https://fonts.example/a.css); */ body{}")]
    [InlineData("@import '/assets/own.css';")]
    [InlineData("a{background:url(https://cdn.example/a.png)}")]
    public void Other_css_is_taken(string css) => Assert.Empty(Css(css));

    [Fact]
    public void Pictures_that_will_be_blocked_are_told_unless_others_may_be_loaded()
    {
        const string css =
            "a{background:url('https://cdn.example/a.png')} @font-face{src:url(//fonts.example/f.woff2)} "
                + "b{background:url(data:image/png;base64,AA//BB)}";
        var told = Assert.Single(PolicyAdvice.Of(null, css, ScriptSources.Detect));
        Assert.Equal("css", told.Field);
        Assert.Contains("https://cdn.example, https://fonts.example are", told.Text, StringComparison.Ordinal);
        Assert.Empty(PolicyAdvice.Of("go()", css, ScriptSources.Any));
        Assert.Contains(
            "https://api.example",
            Assert.Single(PolicyAdvice.Of("fetch('https://api.example/x')", null, ScriptSources.Detect)).Text,
            StringComparison.Ordinal);
    }

    private static IEnumerable<string> Script(string code, ScriptSources sources = ScriptSources.Detect)
    {
        var errors = new FieldErrors();
        ScriptRules.Check(code, sources, errors);
        return errors.All.Select(error => error.Reason);
    }

    private static IEnumerable<string> Css(string css)
    {
        var errors = new FieldErrors();
        CssRules.Check(css, errors);
        return errors.All.Select(error => error.Reason);
    }
}
