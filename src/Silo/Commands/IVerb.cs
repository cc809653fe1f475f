namespace Portal.Hosting.Commands;

/// <summary>A verb that needs the product's grains: run by the process that has them.</summary>
internal interface IVerb
{
    string Name { get; }

    /// <param name="arguments">What stood after the verb, settings left out.</param>
    /// <param name="say">Takes a line for whoever called.</param>
    /// <param name="stop">Ends a verb that doesn't end by itself.</param>
    /// <returns>The exit code.</returns>
    Task<int> Run(string[] arguments, Func<string, Task> say, CancellationToken stop = default);
}
