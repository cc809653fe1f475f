using Portal.Lists;

namespace Portal.WebHost.Api;

/// <summary>What a route does, in one place: the gate reads the scope, the OpenAPI document the rest.</summary>
/// <param name="Summary">A few words.</param>
/// <param name="Scope">The scope that opens it (<see cref="Portal.ApiKeys.Scopes"/>).</param>
internal sealed record ApiOperation(string Summary, string Scope)
{
    public string? Description { get; init; }

    /// <summary>The body that it takes.</summary>
    public ObjectShape? Takes { get; init; }

    /// <summary>It takes bytes of any kind instead.</summary>
    public bool TakesBytes { get; init; }

    /// <summary>
    /// It takes a stream of any size of these media types, of <see cref="Takes"/> on each line, and never the same twice: nothing before
    /// the handler reads the body. Null: it takes none.
    /// </summary>
    public string[]? Streams { get; init; }

    /// <summary>What it answers; null: nothing (204).</summary>
    public ObjectShape? Gives { get; init; }

    /// <summary>It answers a plain list of these.</summary>
    public ObjectShape? GivesMany { get; init; }

    /// <summary>It answers a page of these.</summary>
    public ObjectShape? Lists { get; init; }

    /// <summary>What that list can be sorted and filtered by: the request is read by it, and the document tells it.</summary>
    public ListPlan? Plan { get; init; }

    /// <summary>The statuses when all is well.</summary>
    public int[] Statuses { get; init; } = [200];

    /// <summary>The problems beside those that each route has (401, 403, 429, 500, 503).</summary>
    public int[] Refuses { get; init; } = [];

    /// <summary>It answers an ETag and knows conditions.</summary>
    public bool Versioned { get; init; }

    /// <summary>More parameters of the query, with what they mean.</summary>
    public (string Name, string Meaning)[] Query { get; init; } = [];

    // What the routes of a versioned document have in common.
    public static ApiOperation Creates(string summary, string scope, ObjectShape shape) => new(summary, scope)
    {
        Takes = shape,
        Gives = shape,
        Statuses = [201],
        Refuses = [400, 409, 413, 415, 422],
        Versioned = true,
    };

    public static ApiOperation Reads(string summary, string scope, ObjectShape shape) => new(summary, scope)
    {
        Gives = shape,
        Statuses = [200, 304],
        Refuses = [404],
        Versioned = true,
    };

    public static ApiOperation Replaces(string summary, string scope, ObjectShape shape) => new(summary, scope)
    {
        Takes = shape,
        Gives = shape,
        Refuses = [400, 404, 409, 412, 413, 415, 422],
        Versioned = true,
    };

    public static ApiOperation Patches(string summary, string scope, ObjectShape shape) => Replaces(summary, scope, shape) with
    {
        Description = "JSON merge patch (RFC 7396): null removes, lists are replaced in full.",
    };

    public static ApiOperation Deletes(string summary, string scope) => new(summary, scope)
    {
        Statuses = [204],
        Refuses = [404, 409, 412],
        Versioned = true,
    };
}

internal static class ApiOperationExtensions
{
    public static RouteHandlerBuilder Does(this RouteHandlerBuilder route, ApiOperation operation) => route.WithMetadata(operation);
}
