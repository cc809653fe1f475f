namespace Portal.Hosting.Ops;

/// <summary>A part that can say why this process is not to be sent visitors now.</summary>
internal interface IReadiness
{
    /// <returns>A sentence; null: as far as this part knows, it may.</returns>
    ValueTask<string?> WhyNot(CancellationToken cancellation);
}
