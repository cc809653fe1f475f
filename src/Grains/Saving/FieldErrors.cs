namespace Portal.Saving;

/// <summary>Collects what is wrong, all of it, each thing at its field.</summary>
internal sealed class FieldErrors
{
    private readonly List<FieldError> errors = [];

    public IReadOnlyList<FieldError> All => errors;

    /// <param name="field">The field's path as the API's JSON spells it.</param>
    /// <param name="reason">A sentence for a person.</param>
    public void Add(string field, string reason) => errors.Add(new(field, reason));

    /// <summary>What can't be read, and what else is wrong: each field by its first fault, which says it better than the rules.</summary>
    public static IReadOnlyList<FieldError> Join(IReadOnlyCollection<FieldError> unread, IEnumerable<FieldError> wrong) =>
        [.. unread, .. wrong.Where(error => unread.All(first => first.Field != error.Field))];

    public void AddEach(string field, IEnumerable<string> reasons)
    {
        foreach (var reason in reasons)
            Add(field, reason);
    }
}
