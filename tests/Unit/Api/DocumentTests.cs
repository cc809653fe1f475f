using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Portal.Hosting;
using Portal.WebHost.Api;

namespace Portal.Tests.Unit.Api;

public sealed class DocumentTests
{
    private static readonly JsonObject Whole = Write();

    // What outsiders rely on, as far as it is there by now.
    [Theory]
    [InlineData("/domains", "get post")]
    [InlineData("/domains/{host}", "get put patch delete")]
    [InlineData("/domains/{host}/dns", "get")]
    [InlineData("/domains/{host}/certificate", "get put")]
    [InlineData("/domains/{host}/certificate/renew", "post")]
    [InlineData("/domains/{host}/test-mail", "post")]
    [InlineData("/brands", "get post")]
    [InlineData("/brands/{id}", "get put patch delete")]
    [InlineData("/customers", "get post")]
    [InlineData("/customers/{id}", "get put patch delete")]
    [InlineData("/carriers", "get post")]
    [InlineData("/carriers/{id}", "get put patch delete")]
    [InlineData("/customers/{id}/access", "get")]
    [InlineData("/carriers/{id}/contracts", "get post")]
    [InlineData("/carriers/{id}/contacts", "get post")]
    [InlineData("/customers/{id}/payments", "get post")]
    [InlineData("/customers/{id}/payments/{itemId}", "get put delete")]
    [InlineData("/customers/{id}/routes", "get post")]
    [InlineData("/customers/{id}/routes/{itemId}", "get put delete")]
    [InlineData("/customers/{id}/packages", "get post")]
    [InlineData("/customers/{id}/packages/{itemId}", "get put delete")]
    [InlineData("/customers/{id}/alerts", "get post")]
    [InlineData("/customers/{id}/alerts/{itemId}", "get put delete")]
    [InlineData("/customers/{id}/alerts/{itemId}/test", "post")]
    [InlineData("/customers/{id}/alerts/{itemId}/history", "get")]
    [InlineData("/customers/{id}/contracts", "get post")]
    [InlineData("/customers/{id}/contracts/{itemId}", "get put delete")]
    [InlineData("/customers/{id}/contacts", "get post")]
    [InlineData("/customers/{id}/contacts/{contactId}", "get put delete")]
    [InlineData("/files", "get")]
    [InlineData("/files/{name}", "get put delete")]
    [InlineData("/api-keys", "get post")]
    [InlineData("/api-keys/{id}", "get delete")]
    [InlineData("/audit", "get")]
    [InlineData("/cdrs", "get post")]
    [InlineData("/breakout", "get")]
    [InlineData("/calls/live", "get put post")]
    [InlineData("/registrations", "get put")]
    [InlineData("/operators", "get post")]
    [InlineData("/operators/{id}", "get put patch delete")]
    public void Has_each_route_with_its_problems(string path, string verbs)
    {
        var item = Assert.IsType<JsonObject>(Whole["paths"]![path]);
        foreach (var verb in verbs.Split(' '))
        {
            var responses = Assert.IsType<JsonObject>(item[verb]?["responses"]);
            foreach (var status in Expected(path, verb))
                Assert.True(responses.ContainsKey(status), $"{verb} {path} lacks {status}");
        }
    }

    [Fact]
    public void Refers_to_nothing_that_is_not_there()
    {
        foreach (var reference in References(Whole))
            Assert.True(Find(reference), reference);
    }

    [Fact]
    public void Names_each_operation_once()
    {
        var ids = Operations().Select(operation => (string)operation["operationId"]!).ToArray();
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Knows_the_fields_that_the_contract_fixes()
    {
        Assert.Superset(
            new HashSet<string>
            {
                "host", "brand", "brandName", "customerSignUp", "carrierSignUp", "signUpPolicy", "templateCustomer", "currencies",
                "flags", "access",
                "breakoutColumns", "cdrColumns", "javaScript", "css", "logo", "footer", "look", "smtp", "status", "version",
            },
            Properties("Domain"));
        Assert.Superset(
            new HashSet<string> { "server", "port", "security", "userName", "password", "from", "replyTo" }, Properties("Smtp"));
        Assert.Superset(
            new HashSet<string> { "id", "name", "javaScript", "css", "logo", "footer", "look", "smtp", "version" }, Properties("Brand"));
        Assert.Superset(new HashSet<string> { "ok", "chain", "expected", "seen", "servers", "advice", "nextCheck" }, Properties("Dns"));
        Assert.Superset(
            new HashSet<string> { "state", "notBefore", "notAfter", "serial", "issuer", "names", "failure", "nextAttempt", "history" },
            Properties("Certificate"));
        Assert.Superset(
            new HashSet<string>
            {
                "id", "name", "status", "currency", "channels", "cps", "debitLimit", "minimumPayment", "topUpCurrencies", "tax",
                "domain", "accessShow",
                "accessHide", "website", "tags", "variables", "reseller", "accountManager", "invoiceSchedule", "dueDays",
                "timeZone", "address",
                "publicNotes", "privateNotes", "balance", "version",
            },
            Properties("Customer"));
        Assert.Superset(new HashSet<string> { "id", "name", "status", "domain", "address" }, Properties("Carrier"));
        Assert.Superset(
            new HashSet<string>
            {
                "name", "email", "phone", "mobile", "type", "department", "role", "password", "emailVerified", "mobileVerified",
                "allowedIps", "language",
                "timeZone", "publicNotes", "privateNotes", "status",
            },
            Properties("Contact"));
        Assert.Superset(
            new HashSet<string> { "time", "total", "currency", "status", "description", "fee", "method" }, Properties("Payment"));
        Assert.Superset(
            new HashSet<string>
            {
                "name", "prefix", "rateCard", "techPrefix", "channels", "cps", "maxDuration", "sipPing", "enabled", "notes", "routeNotes",
            },
            Properties("Route"));
        Assert.Superset(
            new HashSet<string> { "name", "retail", "currency", "frequency", "quantity", "start", "end", "autoDecrement", "description" },
            Properties("Package"));
        Assert.Superset(
            new HashSet<string>
            {
                "title", "area", "operator", "threshold", "resetThreshold", "samplePeriod", "repeat", "level", "email", "penalty",
                "penaltyMinutes", "anomaly", "madeBy",
            },
            Properties("Alert"));
        Assert.Superset(
            new HashSet<string> { "name", "text", "required", "graceUntil", "approvedAt", "approvedBy" }, Properties("Contract"));
        Assert.Superset(new HashSet<string> { "name", "type", "width", "height", "bytes", "usedBy" }, Properties("File"));
        Assert.Superset(new HashSet<string> { "time", "who", "from", "action", "target", "before", "after" }, Properties("AuditEntry"));
        Assert.Superset(new HashSet<string> { "id", "name", "prefix", "scopes", "expiresAt", "lastUsedAt" }, Properties("ApiKey"));
    }

    private static IEnumerable<string> Expected(string path, string verb)
    {
        var all = new List<string> { "401", "403", "500", "503" };
        if (path.Contains('{', StringComparison.Ordinal) && !path.StartsWith("/files", StringComparison.Ordinal))
            all.Add("404");
        if (verb is "put" or "patch" || (verb == "post" && !path.EndsWith("/renew", StringComparison.Ordinal)))
            all.Add("422");
        // What is there at this moment has no version.
        if ((verb is "put" or "patch" && path is not ("/calls/live" or "/registrations"))
            || (verb == "delete" && !path.StartsWith("/api-keys", StringComparison.Ordinal)))
            all.Add("412");
        return all;
    }

    private static HashSet<string> Properties(string schema) =>
        [.. Whole["components"]!["schemas"]![schema]!["properties"]!.AsObject().Select(property => property.Key)];

    private static IEnumerable<JsonNode> Operations() =>
        Whole["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Where(verb => verb.Key != "parameters")
            .Select(verb => verb.Value!);

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject fields =>
            fields.SelectMany(
                field => field is { Key: "$ref", Value: JsonValue text } ? [text.GetValue<string>()] : References(field.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static bool Find(string reference)
    {
        JsonNode? node = Whole;
        foreach (var step in reference.Split('/').Skip(1))
            node = node?[step];
        return node is not null;
    }

    private static JsonObject Write()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddPortalSilo();
        builder.Services.AddPortalApi();
        var app = builder.Build();
        IEndpointRouteBuilder routes = app;
        ApiPipeline.Map(routes);
        return ApiDocument.Write(routes.DataSources.SelectMany(source => source.Endpoints));
    }
}
