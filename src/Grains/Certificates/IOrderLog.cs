namespace Portal.Certificates;

/// <summary>
/// Where an order's steps are stored before they are taken. Both throw <see cref="OperationCanceledException"/> when the order
/// was dropped.
/// </summary>
internal interface IOrderLog
{
    PendingOrder Order { get; }

    /// <param name="tell">A line for the history; null: none.</param>
    Task Save(Func<PendingOrder, PendingOrder> step, string? tell = null);

    /// <summary>Begins anew with an empty order: the CA lost the former one.</summary>
    Task StartOver(string tell);
}
