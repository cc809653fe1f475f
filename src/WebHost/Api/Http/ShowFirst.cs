using Portal.WebHost.Front;

namespace Portal.WebHost.Api;

/// <summary>Lets this process's pages show a change before its answer goes out: whoever saves and looks sees it.</summary>
internal static class ShowFirst
{
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        if (result is ApiAnswer { Shows: { } shows } && context.HttpContext.RequestServices.GetService<ISiteRefresh>() is { } pages)
            await pages.Revalidate(shows.FeedKey, shows.Version);
        return result;
    }
}
